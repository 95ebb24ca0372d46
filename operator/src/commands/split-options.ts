import { userInfo } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import type { Place } from '../admin-client.ts';

/** Options of the commands that change something. */
export interface ByOptions extends Place {
	readonly by?: string;
}

/** Why, for those who come after. */
export const reasonOption = () =>
	new Option('--reason <text>', 'why, for those who come after').argParser((text) => {
		if (text.trim() !== '' && text.length <= 500) return text.trim();
		throw new InvalidArgumentError('Expected 1 to 500 characters.');
	});

/** Who acts, for the history. */
export const byOption = () =>
	new Option(
		'--by <name>',
		"who you are, for the history (default: this machine's name for you); a token of your own says it anyhow",
	);

/** Who acts: who is named, else whoever runs this. */
export const byOf = ({ by }: ByOptions): string | undefined => by ?? userName();

/** The name by which this machine knows who runs this; a container may know none. */
function userName(): string | undefined {
	try {
		return userInfo().username.slice(0, 64) || undefined;
	} catch {
		return undefined;
	}
}
