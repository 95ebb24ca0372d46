import { looksAt, verdictOf } from '@canario/canary/judge';
import { alarmRiskOf } from '@canario/canary/judge/alarm-risk';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { ByLane } from '@canario/contracts/lane';
import type { Random } from './random.ts';
import { SimulatedLane, type Truth } from './simulated-lane.ts';

/** A canary to green, and what the lanes are like. */
export interface World {
	readonly plan: CanaryPlan;
	readonly lanes: ByLane<Truth>;
	/** Vaccinations a second, both lanes together. */
	readonly rate: number;
	/** Whether each step is promoted at its hold time, whatever the checks say, so that only a failure ends it. */
	readonly promoted: boolean;
}

/** How a simulated canary ended. */
export interface Run {
	readonly outcome: 'promoted' | 'rolled-back' | 'held';
	/** Vaccinations that green was sent until then, and in the first step alone. */
	readonly samples: number;
	readonly firstSamples: number;
	/** What failed: metric and kind. */
	readonly failed: readonly string[];
}

/** Runs one canary to its end, looking each second as the controller does. */
export function runCanary(world: World, random: Random): Run {
	const sent: number[] = [];
	const end = (outcome: Run['outcome'], failed: readonly string[]): Run => {
		const samples = sent.reduce((sum, next) => sum + next, 0);
		return { outcome, samples, firstSamples: sent[0] ?? 0, failed };
	};
	for (const index of world.plan.steps.keys()) {
		const step = runStep(world, index, random);
		sent.push(step.sent);
		if (step.verdict === 'fail') return end('rolled-back', step.failed);
		if (step.verdict === 'inconclusive') return end('held', []);
	}
	return end('promoted', []);
}

function runStep({ plan, lanes, rate, promoted }: World, index: number, random: Random) {
	const { share, holdMs } = plan.steps[index] ?? { share: 0, holdMs: 0 };
	const lastSecond = Math.ceil((holdMs + plan.patienceMs) / 1_000);
	const ofGreen = Math.round((rate * share) / 100);
	const blue = new SimulatedLane(lanes.blue, random);
	const green = new SimulatedLane(lanes.green, random);
	const alarm = alarmRiskOf(index + 1, plan.alarmRisk);
	const options = { to: 'green', comparable: share < 100, alarm, passRisk: plan.passRisk } as const;
	for (let second = 1; second <= lastSecond; second++) {
		blue.send(rate - ofGreen);
		green.send(ofGreen);
		const looks = looksAt(plan.checks, { blue: blue.sample(), green: green.sample() }, options);
		const verdict = verdictOf(looks);
		if (verdict === 'fail') return { verdict, sent: green.sent, failed: failuresOf(looks) };
		const isOver = second * 1_000 >= holdMs && (promoted || verdict === 'pass');
		if (isOver) return { verdict: 'pass', sent: green.sent, failed: [] } as const;
	}
	return { verdict: 'inconclusive', sent: green.sent, failed: [] } as const;
}

const failuresOf = (looks: ReturnType<typeof looksAt>) =>
	looks
		.filter(({ verdict }) => verdict === 'fail')
		.map(({ question: { metric, kind } }) => `${metric} ${kind}`);
