import { byLane } from '@canario/contracts/lane';
import type { Ledger } from '@canario/contracts/stats-snapshot';
import type { StatisticsState } from './live-statistics.ts';
import { writersOf } from './reports.ts';

/**
 * The books. Green's are read at one instant with its statistics; what they do not account for is held by a
 * subscriber in the classroom mode, or lost. While the statistics are being built nothing can be said of losses.
 */
export function ledgerOf({ built, counters, green, reports, checkedAtMs }: StatisticsState): Ledger {
	const stored = byLane((lane) => counters.get(`lane|${lane}`) ?? 0);
	const acceptedByGreen = green.taken - green.repeats;
	const held = writersOf(reports)
		.filter(({ lane }) => lane === 'green')
		.reduce((total, writer) => total + writer.held, 0);
	const missing = acceptedByGreen - stored.green - green.deadLettered - green.pending;
	const lost = built ? Math.max(0, missing - held) : 0;
	return {
		accepted: { blue: stored.blue, green: acceptedByGreen },
		stored,
		inFlight: green.pending,
		deadLettered: green.deadLettered,
		conflicts: green.conflicts,
		repeats: green.repeats,
		lost,
		closes: built && lost === 0 && missing >= 0,
		...(checkedAtMs > 0 && { checkedAtMs }),
	};
}
