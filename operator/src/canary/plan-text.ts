import type { CanaryPlan, Check } from '@canario/contracts/canary/plan';
import { otherThan } from '@canario/contracts/lane';
import { formatDuration } from '@canario/service-kit/duration';
import { bareTable } from '../bare-table.ts';
import { amountText, limitText } from './amount-text.ts';
import { about } from './canary-words.ts';
import type { Forecast, StepForecast } from './forecast.ts';

/** What a plan does, in lines; with about how long it takes, where that is known. */
export function planText(plan: CanaryPlan, forecast?: Forecast): string {
	const { to, patienceMs, alarmRisk, passRisk, hooks } = plan;
	return [
		`${to} in ${plan.steps.length} ${plan.steps.length === 1 ? 'step' : 'steps'}`,
		stepsTable(plan, forecast),
		...(plan.checks.length > 0 ? ['checks', checksTable(plan)] : ['nothing is checked: time alone decides']),
		`a check that fails takes ${to} back, ${rollbackText(plan)}; a step undecided ${formatDuration(patienceMs)} after its time is held`,
		`chance that a canary within its limits is taken back: ${percentOf(alarmRisk)}; that a step passes beyond them: ${percentOf(passRisk)}`,
		...hooks.map(
			({ name, at, url, gate }) => `hook ${name}: ${at}${gate ? ', and only if it says yes' : ''}, ${url}`,
		),
		...(forecast ? [forecastText(forecast)] : []),
	].join('\n');
}

const percentOf = (share: number) => `${Number((share * 100).toFixed(3))} %`;

const rollbackText = ({ rollback }: CanaryPlan) =>
	rollback.mode === 'at-once'
		? 'at once'
		: `by ${rollback.points} points every ${formatDuration(rollback.everyMs)}`;

const indented = (text: string) => text.replaceAll(/^/gm, '  ').replaceAll(/ +$/gm, '');

function stepsTable({ steps }: CanaryPlan, forecast: Forecast | undefined): string {
	const table = bareTable(['step', 'share', 'at least', ...(forecast ? ['forecast'] : [])], 4);
	for (const [index, { share, holdMs }] of steps.entries()) {
		const told = forecast?.steps[index];
		table.push([index + 1, `${share} %`, formatDuration(holdMs), ...(told ? [stepForecastText(told)] : [])]);
	}
	return indented(table.toString());
}

function stepForecastText({ ms, waitsFor }: StepForecast): string {
	if (ms === undefined) return `never decided: ${waitsFor} would not pass as things are`;
	return waitsFor === undefined ? about(ms) : `${about(ms)}, for ${waitsFor}`;
}

function checksTable({ to, checks }: CanaryPlan): string {
	const table = bareTable(['metric', 'at most', `more than ${otherThan(to)}'s by`], 3);
	for (const check of checks) table.push([check.metric, thresholdText(check), comparisonText(check)]);
	return indented(table.toString());
}

const thresholdText = ({ metric, threshold }: Check) =>
	threshold === undefined ? '–' : amountText(metric, threshold);

const comparisonText = ({ metric, comparison }: Check) =>
	comparison === undefined
		? '–'
		: limitText({ metric, kind: 'comparison', limit: comparison.limit, ratio: comparison.by === 'ratio' });

function forecastText({ ratePerSecond, wholeMs }: Forecast): string {
	const rate = `at ${Number(ratePerSecond.toFixed(1))} vaccinations a second`;
	return wholeMs === undefined
		? `${rate} it would not end by itself: ask less of the checks above, or promote by hand`
		: `${rate} it takes ${about(wholeMs)} if all is well`;
}
