import type { Ordered } from '@canario/statistics/quantile';
import type { LaneSample } from '../lane-sample.ts';

/** Latencies whose median is `medianMs`, and whose p95 is about twice that. */
export const latencies = (count: number, medianMs: number): Ordered => ({
	count,
	at: (rank) => medianMs * Math.exp(1.6 * ((rank - 0.5) / count - 0.5)),
});

/** A lane that was sent `sent`, of which some failed; the rest was taken, faultlessly unless `over` says otherwise. */
export function someLane(sent: number, failed = 0, over: Partial<LaneSample> = {}): LaneSample {
	const taken = sent - failed;
	return {
		...{ taken, failed, conflicts: 0, lost: 0 },
		ack: latencies(taken, 20),
		durable: latencies(taken, 200),
		...over,
	};
}
