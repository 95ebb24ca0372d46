import { bisect } from 'simple-statistics';
import { type Beta, JEFFREYS, logLikelihood, logMixture } from './beta-binomial.ts';
import type { Estimate } from './interval.ts';
import type { Share } from './proportion.ts';

/** Of an end, relative to the value or to what is left of 1. */
const TOLERANCE = 1e-10;
const MOST_STEPS = 200;

/**
 * A proportion with its confidence sequence: intervals that hold the true share at all sample sizes together with
 * probability 1 - alpha, so that one may look after every draw, and stop when one likes. It is what `logEvidence` does
 * not speak against, exact for any number of draws. Before the first draw it is 0 to 1, and the value is `NaN`.
 *
 * @param share `count` within 0 to `of`, parts of draws too.
 * @param alpha above 0, below 1; the same at all looks.
 * @throws {RangeError} when `share` is no proportion.
 */
export function proportionSequence(share: Share, alpha: number, prior: Beta = JEFFREYS): Estimate {
	const { count, of } = share;
	if (!(of >= 0 && count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no proportion`);
	const value = count / of;
	if (of === 0) return { value, low: 0, high: 1 };
	const bound = logMixture(share, prior) + Math.log(alpha);
	// one root on each side of the value, at which the evidence is least
	const distance = (p: number) => bound - logLikelihood(share, p);
	const near = (count + 0.5) / (of + 1);
	const tolerance = Math.max(Math.min(near, 1 - near) * TOLERANCE, Number.EPSILON);
	const end = (far: number) => bisect(distance, far, value, MOST_STEPS, tolerance);
	return { value, low: count === 0 ? 0 : end(0), high: count === of ? 1 : end(1) };
}
