import type { CheckResult } from '@canario/contracts/canary/check-result';

/** The axis on which a check is drawn. */
export interface Axis {
	/** Where a number stands, 0 to 1; beyond the axis at its end. */
	readonly at: (number: number) => number;
}

/** The limit stands at this part of the axis where nothing is beyond it. */
const LIMIT_AT = 0.72;

/**
 * An axis with the limit, nothing, and what was measured on it. A wide interval runs out of it: it shall not press what
 * matters, the limit and the value, together.
 */
export function axisOf({ limit, low }: Pick<CheckResult, 'limit' | 'low'>, value: number | undefined): Axis {
	const size = Math.max(Math.abs(limit), Math.abs(value ?? 0) / 4, 1e-6);
	const from = Math.min(0, Math.max(low ?? 0, -2 * size), value ?? 0);
	const to = Math.max(from + (limit - from) / LIMIT_AT, (value ?? 0) * 1.15, from + size * 0.2);
	return { at: (number) => Math.min(1, Math.max(0, (number - from) / (to - from))) };
}
