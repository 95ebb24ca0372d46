const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * How long to wait before a try, milliseconds: doubled with each failure up to ten seconds, of which a random
 * half is left out, so that thousands who were cut at once do not come back at once.
 *
 * @param failures tries that failed before this one.
 * @param random 0 to 1.
 */
export function reconnectDelayMs(failures: number, random: number): number {
	const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
	return longest * (0.5 + random / 2);
}
