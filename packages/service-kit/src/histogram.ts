import * as hdr from 'hdr-histogram-js';

const MOST_US = 3_600_000_000;

/**
 * An empty histogram of microseconds, up to an hour, two significant digits.
 *
 * @param countBits 64 where a single count may pass 2³¹: what is counted for days.
 */
export const newHistogram = (countBits: 32 | 64 = 32): hdr.JsHistogram =>
	new (countBits === 64 ? hdr.Float64Histogram : hdr.Int32Histogram)(1, MOST_US, 2);

/** Microseconds that a histogram can take; negative durations (clocks of two machines) count as 0. */
export const microsOf = (durationMs: number) => Math.min(Math.max(Math.round(durationMs * 1000), 0), MOST_US);
