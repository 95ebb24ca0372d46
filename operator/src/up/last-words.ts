import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { tryJson } from '../traffic/try-json.ts';

const LIMIT = 300;

/**
 * What a server last wrote to its log, as one short line; undefined when it wrote nothing.
 *
 * @param fromByte where the log began in its file.
 */
export function lastWords(logFile: string, fromByte: number): string | undefined {
	let text: string;
	try {
		text = readFileSync(logFile).subarray(fromByte).toString('utf8');
	} catch {
		return undefined;
	}
	const line = text.trimEnd().split('\n').at(-1) ?? '';
	const words = messageOf(tryJson(line)) ?? line;
	const short = stripVTControlCharacters(words).replaceAll(/\s+/g, ' ').trim();
	return short === '' ? undefined : short.slice(0, LIMIT);
}

/** The message of a log line of ours, with that of its error. */
function messageOf(entry: unknown): string | undefined {
	if (typeof entry !== 'object' || entry === null || !('msg' in entry)) return undefined;
	const { msg, err } = entry as { msg: string; err?: { message?: string } };
	return err?.message === undefined ? msg : `${msg}: ${err.message}`;
}
