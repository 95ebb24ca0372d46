import { describe } from 'vitest';
import { describeBooks } from './live-books.contract.ts';
import { describeDeliveries } from './live-deliveries.contract.ts';
import { describeFaults } from './live-faults.contract.ts';
import type { OpenedLive } from './live-fixtures.ts';
import { describeHistory } from './live-history.contract.ts';
import { describeInterleavings } from './live-interleavings.contract.ts';
import { describeLeases } from './live-leases.contract.ts';
import { describeRebuilds } from './live-rebuilds.contract.ts';
import { describeStatistics } from './live-statistics.contract.ts';
import { describeTraces } from './live-traces.contract.ts';

/** The promises of LiveStatistics, GreenStream, Traces and Faults, executable. Call once for each adapter. */
export function describeLive(adapter: string, open: () => Promise<OpenedLive>): void {
	describe(`live contract: ${adapter}`, () => {
		describeDeliveries(open);
		describeBooks(open);
		describeStatistics(open);
		describeLeases(open);
		describeRebuilds(open);
		describeHistory(open);
		describeTraces(open);
		describeFaults(open);
		describeInterleavings(open);
	});
}
