import { type ByLane, byLane } from './lane.ts';
import type { Weights } from './service-report.ts';
import type { Latency, StatsSnapshot } from './stats-snapshot.ts';

/** Distance of two points of the history, milliseconds. */
export const POINT_MS = 5_000;

/** How far back the history goes, milliseconds. */
export const HISTORY_MS = 15 * 60_000;

/** A lane at one instant. */
export interface LanePoint {
	readonly ratePerSecond: number;
	/** Failed vaccinations a second, since the point before. */
	readonly failedPerSecond: number;
	readonly ack: Latency;
	readonly durable: Latency;
	readonly inFlight: number;
}

/** The lanes at one instant; one for every POINT_MS, at multiples of it. */
export interface HistoryPoint {
	/** Milliseconds since the Unix epoch, a multiple of POINT_MS. */
	readonly atMs: number;
	readonly lanes: ByLane<LanePoint>;
	/** Vaccinations that failed since the entries started, from which the next point's rate is reckoned. */
	readonly failed: ByLane<number>;
	/** Absent while no entry reported. */
	readonly split?: { readonly weights: Weights; readonly version: number; readonly changedAtMs: number };
}

/** A change of the weights: what came before and after it differs. */
export interface WeightChange {
	/** Of the split. */
	readonly version: number;
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
	readonly from: Weights;
	readonly to: Weights;
}

/** The answer of `GET /api/history`: oldest first; instants at which nobody looked are missing. */
export interface History {
	readonly points: readonly HistoryPoint[];
	/** Those of the last HISTORY_MS, oldest first, the last 500 at most; absent while they cannot be read. */
	readonly changes?: readonly WeightChange[];
}

/**
 * The lanes at one instant, from the snapshot of then.
 *
 * @param atMs milliseconds since the Unix epoch.
 * @param before the point before, from which the rate of failures is reckoned. It is 0 where there is none, and where
 *   fewer have failed than then: an entry started anew, or its report ran out, and nobody knows what failed since.
 */
export function pointOf(
	{ lanes, split }: Pick<StatsSnapshot, 'lanes' | 'split'>,
	atMs: number,
	before: HistoryPoint | undefined,
): HistoryPoint {
	const failed = byLane((lane) => lanes[lane].tally.failed);
	const seconds = before ? (atMs - before.atMs) / 1_000 : 0;
	return {
		atMs,
		lanes: byLane((lane) => {
			const { ratePerSecond, ack, durable, inFlight } = lanes[lane];
			const more = Math.max(0, failed[lane] - (before?.failed[lane] ?? 0));
			const failedPerSecond = seconds > 0 ? Math.round((more / seconds) * 100) / 100 : 0;
			return { ratePerSecond, failedPerSecond, ack, durable, inFlight };
		}),
		failed,
		...(split && { split }),
	};
}
