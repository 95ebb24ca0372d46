import { againstLimit, amount, distanceUnitOf, unitOf } from '@canario/canary/judge/amount';
import type { Question } from '@canario/canary/judge/question';
import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { Metric } from '@canario/contracts/canary/plan';

/** A limit of the canary lane's value, or of its distance from the other's. */
type Limited = Pick<CheckResult, 'metric' | 'kind' | 'limit'> & { readonly ratio?: boolean | undefined };

const questionOf = ({ metric, kind, limit, ratio = false }: Limited): Question => ({
	...{ metric, kind, limit, ratio },
	census: false,
});

/** A metric's value as people read it: "3.1 %", "182 ms". */
export const amountText = (metric: Metric, value: number): string =>
	amount(value, unitOf(questionOf({ metric, kind: 'threshold', limit: 0 })));

/** A limit: "≤ 5 %", "≤ +1 pp", "≤ +10 %". */
export const limitText = (limited: Limited): string => `≤ ${boundsOf(limited).limit}`;

/** The interval of a check: "[1.9, 3.6] pp"; an end that is not known is "…". */
export function intervalText(check: CheckResult): string {
	if (check.low === undefined && check.high === undefined) return '–';
	const { interval, unit } = boundsOf(check);
	return `${interval} ${unit}`;
}

/** Interval and limit with the digits that the line of why has, by which each end is seen on its side of the limit. */
function boundsOf(limited: Limited & Pick<CheckResult, 'low' | 'high'>) {
	const { kind, limit, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = limited;
	const question = questionOf(limited);
	const unit = kind === 'comparison' ? distanceUnitOf(question) : unitOf(question);
	const text = againstLimit({ value: Number.NaN, low, high }, limit, unit);
	return {
		interval: text.slice(text.indexOf('['), text.indexOf(']') + 1),
		limit: text.slice(text.indexOf('limit ') + 'limit '.length),
		unit: unit.name,
	};
}
