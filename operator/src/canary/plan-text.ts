import type { Forecast, StepForecast } from '@canario/canary/forecast';
import type { CanaryPlan, Check } from '@canario/contracts/canary/plan';
import { otherThan } from '@canario/contracts/lane';
import { formatDuration } from '@canario/service-kit/duration';
import { bareTable } from '../bare-table.ts';
import { amountText, limitText } from './amount-text.ts';
import { about } from './canary-words.ts';

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

function stepsTable(plan: CanaryPlan, forecast: Forecast | undefined): string {
	const table = bareTable(['step', 'share', 'at least', ...(forecast ? ['forecast'] : [])], 4);
	for (const [index, { share, holdMs }] of plan.steps.entries()) {
		const told = forecast?.steps[index];
		const text = told && stepForecastText(told);
		table.push([index + 1, `${share} %`, formatDuration(holdMs), ...(text ? [text] : [])]);
	}
	return indented(table.toString());
}

function stepForecastText({ ms, waitsFor, heldAfterMs }: StepForecast): string {
	const held = heldAfterMs === undefined ? '' : `held after ${formatDuration(heldAfterMs)}`;
	if (ms === undefined) return `${held}: ${waitsFor} would not pass as things are`;
	if (waitsFor === undefined) return about(ms);
	return `${about(ms)}, for ${waitsFor}${held && `: ${held}`}`;
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

function forecastText({ ratePerSecond, steps, wholeMs }: Forecast): string {
	const rate = `at ${Number(ratePerSecond.toFixed(1))} vaccinations a second`;
	if (wholeMs === undefined) {
		return `${rate} it does not end by itself: ask less of its checks, or promote it by hand where it is held`;
	}
	const isHeld = steps.some(({ heldAfterMs }) => heldAfterMs !== undefined);
	const wayOut = isHeld
		? ' and somebody resumes it where it is held: give it more patience, or larger shares'
		: '';
	return `${rate} it takes ${about(wholeMs)} if all is well${wayOut}`;
}
