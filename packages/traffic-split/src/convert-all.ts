import { ServiceError } from '@canario/service-kit/service-error';
import { type Conversion, convert, portOfApex } from './convert.ts';
import type { Parsed } from './parse.ts';
import type { Dialect } from './split.ts';

interface Wanted {
	readonly to: Dialect;
	/** For routes; without one that of the apex's Service, where it is among the documents and has one only. */
	readonly port?: number | undefined;
}

/**
 * Every split of what was read, in another dialect. Empty where there is none.
 *
 * @throws {ServiceError} `invalid_input` where something could not be read, with each line, or not be converted.
 */
export function convertAll(parsed: Parsed, { to, port }: Wanted): readonly Conversion[] {
	const lines = parsed.faults.map(({ file, line, message }) => `\n  ${file}:${line}: ${message}`);
	if (lines.length > 0) throw new ServiceError('invalid_input', `nothing was converted:${lines.join('')}`);
	return parsed.splits.map((document) =>
		convert(document, { to, port: port ?? portOfApex(document, parsed) }),
	);
}
