import { isShare, type Metric } from '@canario/contracts/canary/plan';
import { parseDuration } from '@canario/service-kit/duration';

/** How a share is written: `2%`, `0.5%`; `0` alone needs no unit. */
export const SHARE_FORM = '^(0|\\d+(\\.\\d+)?%)$';

/** How a latency is written: `250ms`, `1.5s`. */
export const LATENCY_FORM = '^\\d+(\\.\\d+)?(ms|s|m)$';

/** How much worse than the other lane: percentage points (`+1pp`), or a part of its value (`10%`). */
export const SHARE_DISTANCE_FORM = '^\\+?(0|\\d+(\\.\\d+)?(pp|%))$';

/** How much slower than the other lane: a time (`+50ms`), or a part of its value (`10%`). */
export const LATENCY_DISTANCE_FORM = '^\\+?(0|\\d+(\\.\\d+)?(ms|s|m|%))$';

const PERCENT = 100;

/** A threshold as it is written, in the metric's unit: share of 1, or milliseconds. It has the metric's form. */
export function thresholdOf(metric: Metric, text: string): number {
	if (text === '0') return 0;
	return isShare(metric) ? Number.parseFloat(text) / PERCENT : parseDuration(text);
}

/** A distance as it is written, and by what it is meant. It has the metric's form. */
export function comparisonOf(text: string): { by: 'difference' | 'ratio'; limit: number } {
	const amount = text.replace(/^\+/, '');
	if (amount === '0') return { by: 'difference', limit: 0 };
	if (amount.endsWith('pp')) return { by: 'difference', limit: Number.parseFloat(amount) / PERCENT };
	if (amount.endsWith('%')) return { by: 'ratio', limit: Number.parseFloat(amount) / PERCENT };
	return { by: 'difference', limit: parseDuration(amount) };
}
