import type { ObjectPlace } from './admin-client.ts';
import { DEFAULT_DATA_DIR } from './platform-file.ts';

/** Where a command was told to find a platform or an object. */
export interface GivenPlace extends Partial<ObjectPlace> {
	readonly lanes?: { readonly blue: string; readonly green: string } | undefined;
}

/**
 * The options by which a command was told where to look, as they stand behind the command in a hint: with them what is
 * copied reaches the same place. Begins with a space; empty where nothing was said.
 */
export function placeWords({ data, target, namespace, context, lanes }: GivenPlace): string {
	const given = {
		target,
		namespace,
		context,
		lanes: lanes && `blue=${lanes.blue},green=${lanes.green}`,
		data: data === DEFAULT_DATA_DIR ? undefined : data,
	};
	return Object.entries(given)
		.map(([name, value]) => (value === undefined ? '' : ` --${name} ${quoted(value)}`))
		.join('');
}

/** A word as a shell takes it. */
const quoted = (word: string) =>
	/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
