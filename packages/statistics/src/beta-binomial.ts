import { gammaln } from 'simple-statistics';
import type { Share } from './proportion.ts';

/** A beta distribution. */
export interface Beta {
	readonly a: number;
	readonly b: number;
}

/** The prior that fits no share better than another; its cost is about the same for all of them. */
export const JEFFREYS: Beta = { a: 0.5, b: 0.5 };

/**
 * For shares that are small when all is well, such as errors: most of it below 10 %. There it costs about 1.5 less than
 * Jeffreys' in the logarithm, which is a fourth of the samples; a share of a half costs it 5 more, which is a handful.
 */
export const RARE: Beta = { a: 0.5, b: 10 };

const logBeta = (a: number, b: number) => gammaln(a) + gammaln(b) - gammaln(a + b);

/**
 * Logarithm of the evidence against a share of `p`: the likelihood of what was drawn, mixed over `prior`, by that of `p`.
 * If the share is `p`, it is a martingale that begins at 1, so the chance that it ever reaches 1/alpha is at most alpha
 * (Ville 1939; Robbins 1970, Ann. Math. Stat. 41:1397; Lai 1976, Ann. Stat. 4:265; as beta-binomial mixture Howard,
 * Ramdas, McAuliffe and Sekhon 2021, Ann. Stat. 49:1055).
 *
 * @param share counts from 0; parts of draws too, where a sample is thought to go on.
 */
export function logEvidence({ count, of }: Share, p: number, prior: Beta): number {
	return logMixture({ count, of }, prior) - logLikelihood({ count, of }, p);
}

/** Logarithm of the likelihood of that order of draws, mixed over `prior`. */
export const logMixture = ({ count, of }: Share, prior: Beta): number => logMixtureOf(of, prior)(count);

/** The same by the count alone, for asking again and again. */
export function logMixtureOf(of: number, { a, b }: Beta): (count: number) => number {
	const all = gammaln(a + b + of) + logBeta(a, b);
	return (count) => gammaln(a + count) + gammaln(b + of - count) - all;
}

/** Logarithm of the likelihood of that order of draws, each with chance `p`. */
export const logLikelihood = ({ count, of }: Share, p: number): number =>
	(count === 0 ? 0 : count * Math.log(p)) + (count === of ? 0 : (of - count) * Math.log1p(-p));
