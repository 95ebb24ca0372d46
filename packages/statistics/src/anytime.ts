interface Options {
	/** Chance that the interval ever misses the true value, however often one looks; 0 to 1. */
	readonly alpha: number;
	/** Sample size at which the interval is about as narrow as it can be. It is valid at every other too. */
	readonly tunedFor: number;
}

/**
 * The critical value that may be used at every look, however many there are: with it an interval that is of normal
 * shape holds the true value at all sample sizes at once, with probability 1 - alpha. The boundary is the normal
 * mixture (Robbins 1970, Ann. Math. Stat. 41:1397; as asymptotic confidence sequence: Waudby-Smith, Arbour, Sinha,
 * Kennedy, Ramdas 2024, Ann. Stat. 52:2613, theorem 2.2, with `tunedFor` by their eq. 2.10).
 *
 * @param n sample size so far; for the difference of two samples `together(a, b)`.
 */
export function anytimeZ(n: number, { alpha, tunedFor }: Options): number {
	if (!(n > 0)) return Number.POSITIVE_INFINITY;
	const log = -2 * Math.log(alpha);
	const rho = tunedFor / (log + Math.log(log + 1));
	return Math.sqrt(((n + rho) / n) * (Math.log((n + rho) / rho) + log));
}

/** The size of one sample that tells as much about a mean as samples of `a` and `b` tell about a difference. */
export const together = (a: number, b: number): number => (a > 0 && b > 0 ? 1 / (1 / a + 1 / b) : 0);
