import type { CanaryPlan, Metric } from '@canario/contracts/canary/plan';
import { LANES, otherThan } from '@canario/contracts/lane';
import type { LaneFigures, Latency, StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { neededFor } from './judge/needed-for.ts';
import type { LaneSample } from './lane-sample.ts';

/** How long a canary takes if its lane turns out as good as the other, at the present rate. */
export interface Forecast {
	/** Of both lanes together. */
	readonly ratePerSecond: number;
	readonly steps: readonly StepForecast[];
	/** Of all steps; absent where one of them is never decided. */
	readonly wholeMs?: number;
}

export interface StepForecast {
	/** Its hold time, or longer where a check needs that; absent where a check never passes. */
	readonly ms?: number;
	/** The check that it waits for beyond its hold time. */
	readonly waitsFor?: Metric;
	/** Its time and the plan's patience; present where that is not enough, and the step is held then. */
	readonly heldAfterMs?: number;
}

/** Measurements that a lane's quantiles are spread over: enough that each rank has one of its own. */
const SPREAD = 10_000;

/** The forecast of a plan; undefined where nothing comes in that it could be told by. */
export function forecastOf(plan: CanaryPlan, { lanes }: Pick<StatsSnapshot, 'lanes'>): Forecast | undefined {
	const ratePerSecond = LANES.reduce((sum, lane) => sum + lanes[lane].ratePerSecond, 0);
	if (ratePerSecond === 0) return undefined;
	const other = sampleOf(lanes[otherThan(plan.to)]);
	const steps = plan.steps.map((step) => stepForecast(plan, step, { ratePerSecond, other }));
	const times = steps.map(({ ms }) => ms).filter((ms) => ms !== undefined);
	const wholeMs = times.reduce((sum, ms) => sum + ms, 0);
	return { ratePerSecond, steps, ...(times.length === steps.length && { wholeMs }) };
}

interface Known {
	readonly ratePerSecond: number;
	readonly other: LaneSample;
}

function stepForecast(
	{ checks, passRisk, patienceMs }: CanaryPlan,
	{ share: percent, holdMs }: CanaryPlan['steps'][number],
	{ ratePerSecond, other }: Known,
): StepForecast {
	const share = percent / 100;
	const mostMs = holdMs + patienceMs;
	let slowest = { ms: holdMs, waitsFor: undefined as Metric | undefined };
	for (const check of checks) {
		const needed = neededFor(check, { other, share, passRisk });
		if (needed === undefined) return { waitsFor: check.metric, heldAfterMs: mostMs };
		const ms = (needed / (ratePerSecond * share)) * 1_000;
		if (ms > slowest.ms) slowest = { ms, waitsFor: check.metric };
	}
	const { ms, waitsFor } = slowest;
	return { ms, ...(waitsFor && { waitsFor }), ...(ms > mostMs && { heldAfterMs: mostMs }) };
}

/** What the statistics know of a lane, as a sample: counts since the entries started, latencies of the last seconds. */
function sampleOf({ tally, ack, durable }: LaneFigures): LaneSample {
	return {
		taken: tally.stored + tally.accepted,
		failed: tally.failed,
		conflicts: tally.conflicts,
		lost: 0,
		ack: ordered(ack),
		durable: ordered(durable),
	};
}

/** Measurements with these quantiles, and straight lines between them. */
function ordered({ p50, p95, p99 }: Latency): LaneSample['ack'] {
	if (p50 === undefined || p95 === undefined || p99 === undefined) return { count: 0, at: () => Number.NaN };
	const points = [
		{ q: 0, ms: 0 },
		{ q: 0.5, ms: p50 },
		{ q: 0.95, ms: p95 },
		{ q: 0.99, ms: p99 },
		{ q: 1, ms: p99 + (p99 - p95) },
	];
	return {
		count: SPREAD,
		at(rank) {
			const q = rank / SPREAD;
			const next = points.findIndex((point) => q <= point.q);
			const [to, from] = [points[next], points[next - 1]];
			if (to === undefined) return p99 + (p99 - p95);
			return from === undefined ? to.ms : from.ms + ((to.ms - from.ms) * (q - from.q)) / (to.q - from.q);
		},
	};
}
