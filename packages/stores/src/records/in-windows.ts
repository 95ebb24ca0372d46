import { ServiceError } from '@canario/service-kit/service-error';

/** Widths of a window, milliseconds: the first, and the widest. */
const FIRST_WIDTH_MS = 1_000;
const MAX_WIDTH_MS = 30 * 86_400_000;

/** A width changes at most this many times between two windows. */
const MAX_CHANGE = 4;

/** How much narrower a window is tried after one that could not be read in time, and how often in a row. */
const RETREAT = 64;
const RETREATS = 2;

/** Times with `fromMs <= time < beforeMs`, milliseconds since the epoch; infinite for no end. */
export interface Span {
	readonly fromMs: number;
	readonly beforeMs: number;
}

/** Everything before a time. */
export const allBefore = (beforeMs: number): Span => ({ fromMs: 0, beforeMs });

interface WindowedRead {
	/** How long reading one window should take, milliseconds. */
	readonly goalMs: number;
	/** A clock that does not jump, milliseconds. */
	readonly nowMs: () => number;
	/** `stored_at` of the first document at or after a time, if there is one. */
	first(fromMs: number): Promise<number | undefined>;
	/** Reads the documents of a span and tells how many there were. */
	read(window: Span): Promise<number>;
}

/**
 * Reads a span of time in windows, one after another, each so narrow that it takes about `goalMs`: a store with
 * millions of documents is read without one long call that would run into a deadline or keep others waiting.
 * Rejects as `read` does; a window that meets its deadline is first tried again, twice, much narrower.
 */
export async function inWindows(span: Span, { goalMs, nowMs, first, read }: WindowedRead): Promise<void> {
	let widthMs = FIRST_WIDTH_MS;
	let retreats = 0;
	let fromMs = await first(span.fromMs);
	while (fromMs !== undefined && fromMs < span.beforeMs) {
		const beforeMs = Math.min(span.beforeMs, fromMs + widthMs);
		const startedAtMs = nowMs();
		const found = await read({ fromMs, beforeMs }).catch((error: unknown) => {
			if (retreats === RETREATS || !isLate(error)) throw error;
			return undefined;
		});
		if (found === undefined) {
			retreats += 1;
			widthMs = clamp(Math.floor(widthMs / RETREAT), 1, MAX_WIDTH_MS);
			continue;
		}
		retreats = 0;
		const change = clamp(goalMs / (nowMs() - startedAtMs), 1 / MAX_CHANGE, MAX_CHANGE);
		widthMs = clamp(Math.floor(widthMs * change), 1, MAX_WIDTH_MS);
		// Nothing there: leap over the gap, however wide it is.
		fromMs = found === 0 ? await first(beforeMs) : beforeMs;
	}
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

const isLate = (error: unknown) => error instanceof ServiceError && error.code === 'deadline_exceeded';
