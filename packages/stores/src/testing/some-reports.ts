import { byLane } from '@canario/contracts/lane';
import type { EntryReport, WriterReport } from '@canario/contracts/service-report';
import { Durations } from '@canario/service-kit/durations';

/** Durations in milliseconds as a report has them. */
export function encoded(...durationsMs: readonly number[]): string {
	const durations = new Durations(0, () => 0);
	for (const ms of durationsMs) durations.record(ms);
	return durations.encodeTotal();
}

const NO_TALLY = { stored: 0, accepted: 0, duplicates: 0, conflicts: 0, failed: 0 };

/** Report of an entry that has done nothing yet; what matters to the test is said in `over`. */
export const someEntry = (over: Partial<EntryReport> = {}): EntryReport => ({
	...{ service: 'dummy-splitter', instance: 'entry', atMs: 10_000, sinceMs: 1_000 },
	...{ weights: { blue: 90, green: 10 }, version: 2, changedAtMs: 5 },
	observed: byLane(() => 0),
	tally: byLane(() => NO_TALLY),
	unknownFailed: 0,
	ratePerSecond: byLane(() => 0),
	inFlight: byLane(() => 0),
	...{ shed: 0, invalid: 0 },
	ack: byLane(() => encoded()),
	ackTotal: byLane(() => encoded()),
	...over,
});

/** Report of a writer of green's that has done nothing yet. */
export const someWriter = (over: Partial<WriterReport> = {}): WriterReport => ({
	...{ service: 'subscriber', instance: 'writer', atMs: 10_000, sinceMs: 1_000, lane: 'green' },
	...{ durable: encoded(), durableTotal: encoded(), held: 0 },
	...over,
});
