import type { Formats } from '../i18n/formats.ts';

const MINUTE_MS = 60_000;

/** A count of which only about is known: with two digits. */
export function aboutCount(count: number): number {
	const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
	return Math.ceil(count / size) * size;
}

/** A time of which only about is known, such as "40 s", "2 min", "3 h". */
export function aboutTime(ms: number, { decimal }: Pick<Formats, 'decimal'>): string {
	if (ms < 1.5 * MINUTE_MS) return `${decimal(Math.max(1, aboutCount(Math.ceil(ms / 1_000))), 0)} s`;
	if (ms < 90 * MINUTE_MS) return `${decimal(Math.round(ms / MINUTE_MS), 0)} min`;
	return `${decimal(Math.round(ms / (60 * MINUTE_MS)), 0)} h`;
}
