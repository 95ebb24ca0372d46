import { setImmediate } from 'node:timers/promises';
import { type Estimate, Z } from '@canario/statistics/interval';
import { proportion } from '@canario/statistics/proportion';
import { randomOf } from './random.ts';
import { type Run, runCanary } from './run-canary.ts';
import type { Scenario } from './scenarios.ts';

/** What became of a scenario's canaries. */
export interface Simulated {
	readonly name: string;
	readonly title: string;
	readonly goal: Scenario['goal'];
	readonly canaries: number;
	/** The part that the goal is about, with its 95 % score interval. */
	readonly takenBack: Estimate;
	readonly isMet: boolean;
	/** How many ended how. */
	readonly outcomes: Readonly<Record<Run['outcome'], number>>;
	/**
	 * Samples of green that it took: until taken back; where the lanes are equal until the first step passed, of those that
	 * were promoted.
	 */
	readonly samples: { readonly median: number; readonly p95: number };
	/** How often what failed. */
	readonly failed: Readonly<Record<string, number>>;
}

/** Runs canaries of a scenario; the same seed gives the same. */
export async function simulate(scenario: Scenario, canaries: number, seed: number): Promise<Simulated> {
	const runs: Run[] = [];
	for (let index = 0; index < canaries; index++) {
		runs.push(runCanary(scenario.world, randomOf(seed, index)));
		// so that who interrupts it is heard
		await setImmediate();
	}
	return summaryOf(scenario, runs);
}

/** What `runs` say of a scenario. */
export function summaryOf({ name, title, goal }: Scenario, runs: readonly Run[]): Simulated {
	const within = 'within' in goal ? goal.within : Number.POSITIVE_INFINITY;
	const back = runs.filter(({ outcome }) => outcome === 'rolled-back');
	const counted = back.filter(({ samples }) => samples <= within).length;
	const takenBack = proportion({ count: counted, of: runs.length }, Z[0.95]);
	const ofOutcome = (outcome: Run['outcome']) => runs.filter((run) => run.outcome === outcome);
	const samples =
		'most' in goal
			? ofOutcome('promoted').map(({ firstSamples }) => firstSamples)
			: back.map((run) => run.samples);
	const failures = Object.groupBy(
		back.flatMap(({ failed }) => failed),
		(failure) => failure,
	);
	return {
		...{ name, title, goal, takenBack, canaries: runs.length },
		isMet: 'most' in goal ? takenBack.value <= goal.most : takenBack.value >= goal.least,
		outcomes: {
			promoted: ofOutcome('promoted').length,
			'rolled-back': back.length,
			held: ofOutcome('held').length,
		},
		samples: spreadOf(samples),
		failed: Object.fromEntries(Object.entries(failures).map(([failure, all]) => [failure, all?.length ?? 0])),
	};
}

/** Plain sorted; `NaN` without any. */
function spreadOf(numbers: readonly number[]) {
	const sorted = numbers.toSorted((a, b) => a - b);
	const at = (q: number) => sorted[Math.max(Math.ceil(sorted.length * q), 1) - 1] ?? Number.NaN;
	return { median: at(0.5), p95: at(0.95) };
}
