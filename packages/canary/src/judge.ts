import type { CheckResult, Verdict } from '@canario/contracts/canary/check-result';
import type { Check } from '@canario/contracts/canary/plan';
import { otherThan } from '@canario/contracts/lane';
import { figureOf, observedOf, sizeOf } from './judge/figure.ts';
import type { JudgeOptions } from './judge/judge-options.ts';
import { type Figures, type Look, lookAt, type Risks } from './judge/look.ts';
import { neededOf } from './judge/needed.ts';
import { type Question, questionsOf } from './judge/question.ts';
import { whyOf } from './judge/why.ts';
import type { Sample } from './lane-sample.ts';

/**
 * Judges every check of a plan at one look, as often as one likes: the risks are of all looks together. The alarm risk
 * is shared evenly over the questions that are judged, so that it is of the whole sample. Few samples never fail. What
 * failed at a lane that nobody knows is taken for the canary's.
 *
 * @returns for each check its threshold's result, then its comparison's.
 */
export function judge(checks: readonly Check[], sample: Sample, options: JudgeOptions): CheckResult[] {
	return looksAt(checks, sample, options).map((looked) => resultOf(looked, options));
}

/** Of a whole sample: it fails when a check does, and passes when no check that is judged is undecided. */
export function verdictOf(results: readonly { readonly verdict: Verdict }[]): Exclude<Verdict, 'none'> {
	if (results.some(({ verdict }) => verdict === 'fail')) return 'fail';
	return results.some(({ verdict }) => verdict === 'inconclusive') ? 'inconclusive' : 'pass';
}

/** A question with what was seen of it, and by which risks. */
interface Looked extends Look {
	readonly question: Question;
	readonly figures: Figures;
	readonly risks: Risks;
	/** Of the errors of the canary's lane: those that may be the other's. */
	readonly unknown: number;
}

const UNKNOWN = { value: Number.NaN, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** The verdicts of `judge` with their intervals, but without words and forecasts, which take most of its time. */
export function looksAt(checks: readonly Check[], sample: Sample, options: JudgeOptions): readonly Looked[] {
	const { to, comparable, alarm, passRisk } = options;
	const questions = checks.flatMap(questionsOf);
	const isJudged = ({ kind }: Question) => comparable || kind === 'threshold';
	const risky = questions.filter((question) => isJudged(question) && !question.census).length;
	const risks = { alarm: alarm / Math.max(risky, 1), pass: passRisk };
	const { unknownFailed = 0 } = sample;
	const blamed = { ...sample[to], failed: sample[to].failed + unknownFailed };
	return questions.map((question) => {
		const figures = {
			own: figureOf(question.metric, question.metric === 'error-rate' ? blamed : sample[to]),
			other: figureOf(question.metric, sample[otherThan(to)]),
		};
		const look: Look = isJudged(question)
			? lookAt(question, figures, risks)
			: { verdict: 'none', interval: UNKNOWN };
		const unknown = question.metric === 'error-rate' ? unknownFailed : 0;
		return { question, figures, risks, unknown, ...look };
	});
}

function resultOf(looked: Looked, { to, comparable }: JudgeOptions): CheckResult {
	const { question, figures, risks, verdict, interval, unknown } = looked;
	const { metric, kind, limit, ratio } = question;
	const own = observedOf(figures.own);
	const other = observedOf(figures.other);
	const needed = verdict === 'inconclusive' ? neededOf(question, figures, risks) : undefined;
	const { low, high } = interval;
	return {
		...{ metric, kind, verdict, limit, of: sizeOf(figures.own) },
		...(ratio && { ratio }),
		...known({ value: own, low, high, needed }),
		...(kind === 'comparison' && comparable && { ...known({ other }), otherOf: sizeOf(figures.other) }),
		why: whyOf({ question, figures, verdict, interval, to, own, other, needed, unknown }),
	};
}

/** What is there and finite of some numbers. */
const known = <K extends string>(
	numbers: Readonly<Record<K, number | undefined>>,
): Partial<Record<K, number>> =>
	Object.fromEntries(
		Object.entries<number | undefined>(numbers).filter(([, number]) => Number.isFinite(number)),
	) as Partial<Record<K, number>>;
