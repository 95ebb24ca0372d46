import { stripVTControlCharacters } from 'node:util';

/** As much of a text as is kept, characters. */
const LONGEST = 200;

/**
 * Words of somebody else, fit for the log and for terminals: in one line, cut short, and without control characters,
 * which could have a terminal show what is not so.
 */
export const plainWords = (text: string): string =>
	stripVTControlCharacters(text)
		.replaceAll(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, LONGEST);
