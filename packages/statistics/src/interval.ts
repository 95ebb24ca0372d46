/** An interval that holds the true value with the confidence that was asked for. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** An estimate with its interval. */
export interface Estimate extends Interval {
	readonly value: number;
}

/** Two-sided critical values of the standard normal distribution, for looking once. */
export const Z = { 0.95: 1.959963984540054, 0.98: 2.3263478740408408, 0.99: 2.5758293035489004 } as const;

/**
 * The interval of a difference `a - b`, from each side's own: the method of variance estimates recovery (Zou and
 * Donner 2008, "Construction of confidence limits about effect measures", Statistics in Medicine 27:1693, eq. 5).
 * It keeps the asymmetry that proportions near 0 and quantiles of long tails have.
 */
export function differenceOf(a: Estimate, b: Estimate): Estimate {
	const value = a.value - b.value;
	return {
		value,
		low: value - Math.hypot(a.value - a.low, b.high - b.value),
		high: value + Math.hypot(a.high - a.value, b.value - b.low),
	};
}
