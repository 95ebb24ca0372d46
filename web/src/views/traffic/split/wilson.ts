/** Two-sided 99 %: the standard normal's 0.995 quantile. */
const Z_99 = 2.575_829_303_548_901;

/** Shares, 0 to 1. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/**
 * The 99 % score interval of a share: `share` (0 to 1) was observed in `total` draws. It keeps its promise at
 * shares near 0 and 1 and for small totals, where the textbook's interval does not. E. B. Wilson, "Probable
 * inference, the law of succession, and statistical inference", JASA 22 (1927); compared in Brown, Cai and
 * DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001).
 */
export function wilson99(share: number, total: number): Interval {
	if (total <= 0) return { low: 0, high: 1 };
	const z2 = Z_99 * Z_99;
	const middle = (share + z2 / (2 * total)) / (1 + z2 / total);
	const half =
		(Z_99 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
	return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
