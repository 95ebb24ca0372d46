import type { CheckResult } from '@canario/contracts/canary/check-result';
import { type PublicCanary, publicCanary } from '@canario/contracts/canary/public-canary';
import type { ServiceReport } from '@canario/contracts/service-report';
import { leaderOf } from '@canario/stores/reports';

/**
 * The canary as everybody may know it, from the report of the controller that leads; undefined where there is none. Of
 * what the report holds, only what a public canary has gets through.
 */
export function canaryFigures(reports: readonly ServiceReport[]): PublicCanary | undefined {
	const { data } = publicCanary.safeParse(leaderOf(reports)?.canary);
	if (!data) return undefined;
	const { leftMs, watchedMs } = data;
	return {
		...data,
		watchedMs: wholeSeconds(watchedMs),
		...(leftMs !== undefined && { leftMs: wholeSeconds(leftMs) }),
		checks: data.checks.map(rounded),
	};
}

/** Finer is noise, and every viewer would pay for its digits each second. */
function rounded(check: CheckResult): CheckResult {
	const { value, other, low, high } = check;
	const figures = Object.entries({ value, other, low, high }).filter(([, figure]) => figure !== undefined);
	return { ...check, ...Object.fromEntries(figures.map(([key, figure]) => [key, fourDigits(figure ?? 0)])) };
}

const fourDigits = (value: number) => Number(value.toPrecision(4));
const wholeSeconds = (ms: number) => Math.round(ms / 1000) * 1000;
