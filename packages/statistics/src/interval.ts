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

/**
 * The interval of how much larger `a` is than `b`, as part of `b` (0.1 for 10 %), from each side's own: the ratio at
 * which `differenceOf` of `a` and so many times `b` ends at 0 (Donner and Zou 2012, "Closed-form confidence intervals for
 * functions of the normal mean and standard deviation", Statistical Methods in Medical Research 21:347, section 2). It is
 * infinite at the upper end where `b` may be 0.
 *
 * @param a,b with no end below 0; an upper end may be infinite, and so may a lower one (downwards), which counts as 0.
 */
export function excessOf(a: Estimate, b: Estimate): Estimate {
	const product = a.value * b.value;
	const ends = (own: number, other: number) => {
		const [x, y] = [own * (2 * a.value - own), other * (2 * b.value - other)];
		return { x, y, root: Math.sqrt(Math.max(product ** 2 - x * y, 0)) };
	};
	const least = ends(Math.max(a.low, 0), b.high);
	const most = ends(a.high, Math.max(b.low, 0));
	return {
		value: a.value / b.value - 1,
		low: (least.x > 0 ? least.x / (product + least.root) : 0) - 1,
		high: (most.y > 0 && a.high < Number.POSITIVE_INFINITY ? (product + most.root) / most.y : Infinity) - 1,
	};
}
