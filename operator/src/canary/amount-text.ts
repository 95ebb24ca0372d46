import type { CheckResult } from '@canario/contracts/canary/check-result';
import { isShare, type Metric } from '@canario/contracts/canary/plan';
import { count } from '../numbers.ts';

/** A number with as many digits as it is worth: 1,234, 56.7, 0.89, 0.012. */
function digits(value: number): string {
	const size = Math.abs(value);
	if (size >= 100) return count(Math.round(value));
	if (size >= 1) return String(Number(value.toFixed(1)));
	return String(Number(value.toPrecision(2)));
}

const PERCENT = 100;

/** A metric's value as people read it: "3.1 %", "182 ms". */
export const amountText = (metric: Metric, value: number): string =>
	isShare(metric) ? `${digits(value * PERCENT)} %` : `${digits(value)} ms`;

type Judged = Pick<CheckResult, 'metric' | 'kind'> & { readonly ratio?: boolean | undefined };

/** What a check's limit and interval are counted in, and how many of that make one of the wire's units. */
function unitOf({ metric, kind, ratio }: Judged): { readonly unit: string; readonly times: number } {
	if (ratio) return { unit: '%', times: PERCENT };
	if (!isShare(metric)) return { unit: 'ms', times: 1 };
	return { unit: kind === 'comparison' ? 'pp' : '%', times: PERCENT };
}

/** A limit: "≤ 5 %", "≤ +1 pp", "≤ +10 %". */
export function limitText(check: Judged & { readonly limit: number }): string {
	const { unit, times } = unitOf(check);
	return `≤ ${check.kind === 'comparison' ? '+' : ''}${digits(check.limit * times)} ${unit}`;
}

/** The interval of a check: "[1.9, 3.6] pp"; an end that is not known is "…". */
export function intervalText(check: CheckResult): string {
	const { low, high } = check;
	if (low === undefined && high === undefined) return '–';
	const { unit, times } = unitOf(check);
	const end = (value: number | undefined) => (value === undefined ? '…' : digits(value * times));
	return `[${end(low)}, ${end(high)}] ${unit}`;
}
