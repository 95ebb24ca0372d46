import type { Metric } from '@canario/contracts/canary/plan';
import { type Lane, otherThan } from '@canario/contracts/lane';
import { againstLimit, amount, distanceUnitOf, unitOf } from './amount.ts';
import { isLeast, sizeOf } from './figure.ts';
import type { Figures, Look } from './look.ts';
import type { Question } from './question.ts';

const LABELS: Readonly<Record<Metric, string>> = {
	'error-rate': 'errors',
	'ack-p50': 'ack p50',
	'ack-p95': 'ack p95',
	'ack-p99': 'ack p99',
	'durable-p95': 'durable p95',
	loss: 'loss',
	conflict: 'conflicts',
};

/** What a line of why is made of. */
export interface Told extends Look {
	readonly question: Question;
	readonly figures: Figures;
	readonly to: Lane;
	/** Values of the canary's lane and of the other; `NaN` where nothing was measured. */
	readonly own: number;
	readonly other: number;
	/** Where undecided: samples of the canary's lane that would decide it; absent where no number of them would. */
	readonly needed: number | undefined;
	/** Of what failed: how many at a lane that nobody knows. */
	readonly unknown: number;
}

/** One line of why, in English: `green's errors 3.1 % against blue's 0.4 %: +2.7 pp [1.9, 3.6], limit +1 pp, n = …`. */
export function whyOf(told: Told): string {
	const { to, question, verdict, unknown } = told;
	if (verdict === 'none')
		return `${otherThan(to)} gets no traffic: nothing to compare ${to}'s ${LABELS[question.metric]} with`;
	const blamed = unknown > 0 ? `, with ${whole(unknown)} failed at a lane unknown` : '';
	return `${said(told)}${blamed}${verdict === 'inconclusive' ? `; ${wanted(told)}` : ''}`;
}

function said({ question, figures, interval, to, own, other }: Told): string {
	const { limit, kind, metric } = question;
	const name = `${to}'s ${LABELS[metric]}`;
	const [n, otherN] = [sizeOf(figures.own), sizeOf(figures.other)];
	if (n === 0) return `${name}: nothing measured yet`;
	const unit = unitOf(question);
	if (question.census && to === 'blue')
		return `${name} ${amount(own, unit)}, limit ${amount(limit, unit)}: blue accepts nothing before it is stored, n = ${whole(n)}`;
	if (question.census && figures.own.kind === 'share') {
		const counted = isLeast(figures.own) ? 'counted so far' : 'all counted';
		return `${name} ${amount(own, unit)} (${whole(figures.own.share.count)} of ${whole(n)}, ${counted}), limit ${amount(limit, unit)}`;
	}
	if (kind === 'threshold') return `${name} ${againstLimit(interval, limit, unit)}, n = ${whole(n)}`;
	if (otherN === 0) return `${name} ${amount(own, unit)}: nothing of ${otherThan(to)} measured yet`;
	const against = `${name} ${amount(own, unit)} against ${otherThan(to)}'s ${amount(other, unit)}`;
	const distance = againstLimit(interval, limit, distanceUnitOf(question));
	return `${against}: ${distance}, n = ${whole(n)} / ${whole(otherN)}`;
}

function wanted({ needed, to, figures }: Told): string {
	if (isLeast(figures.own) || isLeast(figures.other))
		return 'more may be lost, for the books are being built or in doubt';
	return needed === undefined
		? 'no number of samples decides it while things are so'
		: `about ${whole(needed)} more ${needed === 1 ? 'sample' : 'samples'} of ${to} needed`;
}

/** With thousands separators; forecasts come here with the two digits that they are worth. */
const whole = (number: number) => new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(number);
