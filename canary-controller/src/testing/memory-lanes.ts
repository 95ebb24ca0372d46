import { byLane, type Lane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import { Durations } from '@canario/service-kit/durations';
import type { LeaseName, LiveStatistics, StatisticsState } from '@canario/stores/live-statistics';
import { someEntry, someWriter } from '@canario/stores/testing/some-reports';
import { someState } from '@canario/stores/testing/some-state';

/** How a lane of the tests behaves: every so many-th fails, and all take so long. */
interface Behaviour {
	failEvery: number;
	ackMs: number;
}

/** Lanes in memory that report what they did, as the live store has it. */
export function memoryLanes(weights: () => Weights, nowMs: () => number) {
	const behaviour = byLane<Behaviour>(() => ({ failEvery: 0, ackMs: 10 }));
	const served = byLane(() => ({ taken: 0, failed: 0, acks: new Durations(0, nowMs) }));
	const holders = new Map<LeaseName, string>();
	const serve = (lane: Lane, count: number) => {
		const { failEvery, ackMs } = behaviour[lane];
		const one = served[lane];
		for (let index = 0; index < count; index++) {
			const fails = failEvery > 0 && (one.taken + one.failed) % failEvery === 0;
			if (fails) one.failed += 1;
			else {
				one.taken += 1;
				// a few milliseconds of spread, the same for both lanes
				one.acks.record(ackMs + (one.taken % 10));
			}
		}
	};
	const lanes = {
		behaviour,
		holders,
		/** Whether anybody writes for a lane. */
		written: true,
		/** How often they were looked at. */
		readings: 0,
		/** Sends so many vaccinations by the weights as they are. */
		send(count: number): void {
			const { blue, green } = weights();
			const toGreen = Math.round((count * green) / (blue + green));
			serve('green', toGreen);
			serve('blue', count - toGreen);
		},
		read: async (): Promise<StatisticsState> => {
			lanes.readings += 1;
			const atMs = nowMs();
			const tally = byLane((lane) => ({
				...{ stored: served[lane].taken, accepted: 0, duplicates: 0, conflicts: 0 },
				failed: served[lane].failed,
			}));
			const total = byLane((lane) => served[lane].acks.encodeTotal());
			const writer = (lane: Lane) => someWriter({ atMs, lane, instance: lane, durableTotal: total[lane] });
			const entry = someEntry({ atMs, weights: weights(), tally, ackTotal: total });
			return someState({ reports: [entry, ...(lanes.written ? [writer('blue'), writer('green')] : [])] });
		},
		lease: async (name: LeaseName, holder: string) => {
			if ((holders.get(name) ?? holder) !== holder) return false;
			holders.set(name, holder);
			return true;
		},
		release: async (name: LeaseName, holder: string) => {
			if (holders.get(name) === holder) holders.delete(name);
		},
	};
	return lanes satisfies Pick<LiveStatistics, 'read' | 'lease' | 'release'>;
}
