import { amount, distanceUnitOf, unitOf } from '@canario/canary/judge/amount';
import { questionsOf } from '@canario/canary/judge/question';
import type { Check } from '@canario/contracts/canary/plan';
import Table from 'cli-table3';
import { HEALTHY, RATE, SCENARIOS } from './scenarios.ts';
import type { Simulated } from './simulate.ts';

const whole = (number: number) => (Number.isNaN(number) ? '–' : number.toLocaleString('en'));
const percent = (share: number) => `${Number((100 * share).toFixed(2))} %`;

/** What was assumed, and the limits. */
export function assumptionsText(canaries: number, seed: number): string {
	const { errors, conflicts, ackMs, durableMs, spread } = HEALTHY;
	const limits = SCENARIOS.map(
		({ name, world }) => `  ${name}: ${world.plan.checks.map(checkText).join(', ')}`,
	);
	const { alarmRisk, passRisk, patienceMs } = SCENARIOS[0]?.world.plan ?? {};
	return [
		`${whole(canaries)} canaries each, seed ${seed}; ${RATE} vaccinations a second, a look each second; steps 5, 25, 50 %`,
		`alarm risk ${percent(alarmRisk ?? 0)}, pass risk ${percent(passRisk ?? 0)}, patience ${(patienceMs ?? 0) / 60_000} min`,
		`a healthy lane: ${percent(errors)} errors, ${percent(conflicts)} conflicts, ack p50 ${ackMs} ms, durable p50 ${durableMs} ms, log-normal by ${spread}`,
		'limits (with + over the other lane):',
		...limits,
	].join('\n');
}

/** `error-rate 5 % +1 pp`: a threshold, and how far over the other lane. */
function checkText(check: Check): string {
	const limits = questionsOf(check).map((question) =>
		question.kind === 'threshold'
			? amount(question.limit, unitOf(question))
			: `+${amount(question.limit, distanceUnitOf(question))}`,
	);
	return [check.metric, ...limits].join(' ');
}

/** The results as a table. */
export function simulationText(results: readonly Simulated[]): string {
	const table = new Table({
		head: [
			'scenario',
			'taken back (95 %)',
			'goal',
			'verdict',
			'promoted',
			'held',
			'samples of green: median',
			'p95',
		],
		style: { head: [], border: [] },
	});
	for (const result of results) table.push(cells(result));
	const titles = results.map(({ name, title }) => `${name}: ${title}`);
	const failures = results.map(
		({ name, failed }) =>
			`${name} failed by: ${
				Object.entries(failed)
					.map(([what, times]) => `${what} ${times}`)
					.join(', ') || 'nothing'
			}`,
	);
	return [table.toString(), ...titles, ...failures].join('\n');
}

function cells({ name, takenBack, goal, isMet, outcomes, samples }: Simulated): string[] {
	const { value, low, high } = takenBack;
	return [
		name,
		`${percent(value)} [${percent(low)}, ${percent(high)}]`,
		'most' in goal ? `≤ ${percent(goal.most)}` : `≥ ${percent(goal.least)} by ${whole(goal.within)}`,
		isMet ? 'met' : 'not met',
		whole(outcomes.promoted),
		whole(outcomes.held),
		whole(samples.median),
		whole(samples.p95),
	];
}
