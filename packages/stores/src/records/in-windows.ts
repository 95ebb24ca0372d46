import { ServiceError } from '@canario/service-kit/service-error';

/** Widths of a window, milliseconds: the first, the widest, and the widest where nothing is known of density. */
const FIRST_WIDTH_MS = 100;
const MAX_WIDTH_MS = 30 * 86_400_000;
const LANDING_WIDTH_MS = 10_000;

/** How much the width may grow and shrink from one window to the next; and grow after one with nothing in it. */
const MAX_GROWTH = 2;
const MIN_GROWTH = 1 / 16;
const EMPTY_GROWTH = 8;

/** How much narrower a window is tried after one that could not be read in time, and how often in a row. */
const RETREAT = 1 / 64;
const RETREATS = 2;

/** The end of the year 9999, milliseconds since the epoch: later times are no times everywhere. */
export const LAST_TIME_MS = 253_402_300_799_999;

/** Times with `fromMs <= time < beforeMs`, milliseconds since the epoch. */
export interface Span {
	readonly fromMs: number;
	readonly beforeMs: number;
}

/** Everything before a time. */
export const allBefore = (beforeMs: number): Span => ({ fromMs: 0, beforeMs });

interface WindowedRead {
	/** How long reading one window should take, milliseconds. */
	readonly goalMs: number;
	/** Width from which a window with nothing in it makes `last` asked, milliseconds; 0 where asking is cheap. */
	readonly leapMs: number;
	/** A clock that does not jump, milliseconds. */
	readonly nowMs: () => number;
	/** The last time before another at which there is a document, if there is one. */
	last(beforeMs: number): Promise<number | undefined>;
	/** Reads the documents of a span and tells how many there were. */
	read(window: Span): Promise<number>;
}

/**
 * Reads a span of time in windows, from its end to its beginning, each so narrow that it takes about `goalMs`: a
 * store with millions of documents is read without one long call that would run into a deadline or keep others
 * waiting. Rejects as `read` does; a window that meets its deadline is first tried again, twice, much narrower.
 */
export async function inWindows(span: Span, { goalMs, leapMs, nowMs, last, read }: WindowedRead) {
	let widthMs = FIRST_WIDTH_MS;
	let retreats = 0;
	// Where a window was not read in time there are many documents, to be approached in narrow ones.
	let crowd = { fromMs: Number.POSITIVE_INFINITY, widthMs };
	for (let beforeMs = Math.min(span.beforeMs, LAST_TIME_MS); beforeMs > span.fromMs; ) {
		const fromMs = Math.max(span.fromMs, beforeMs - widthMs);
		const startedAtMs = nowMs();
		const found = await read({ fromMs, beforeMs }).catch((error: unknown) => {
			if (retreats === RETREATS || !isLate(error)) throw error;
			return undefined;
		});
		if (found === undefined) {
			retreats += 1;
			widthMs = scaled(widthMs, RETREAT);
			crowd = { fromMs, widthMs };
			continue;
		}
		retreats = 0;
		beforeMs = fromMs;
		if (found > 0) {
			const growth = goalMs / (nowMs() - startedAtMs);
			widthMs = scaled(widthMs, Math.min(MAX_GROWTH, Math.max(MIN_GROWTH, growth)));
		} else if (beforeMs > crowd.fromMs) {
			widthMs = crowd.widthMs;
		} else if (widthMs < leapMs) {
			widthMs = scaled(widthMs, EMPTY_GROWTH);
		} else {
			widthMs = Math.min(scaled(widthMs, MAX_GROWTH), LANDING_WIDTH_MS);
			beforeMs = ((await last(beforeMs)) ?? Number.NEGATIVE_INFINITY) + 1;
		}
	}
}

/** A width as many times as wide, within what a window may be. */
const scaled = (widthMs: number, growth: number) =>
	Math.min(MAX_WIDTH_MS, Math.max(1, Math.floor(widthMs * growth)));

const isLate = (error: unknown) => error instanceof ServiceError && error.code === 'deadline_exceeded';
