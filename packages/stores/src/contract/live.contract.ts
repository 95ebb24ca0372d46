import { describe } from 'vitest';
import { describeBooks } from './live-books.contract.ts';
import { describeDeliveries } from './live-deliveries.contract.ts';
import type { OpenedLive } from './live-fixtures.ts';
import { describeInterleavings } from './live-interleavings.contract.ts';
import { describeRebuilds } from './live-rebuilds.contract.ts';
import { describeStatistics } from './live-statistics.contract.ts';

/** The promises of LiveStatistics and GreenStream, executable. Call once for each adapter. */
export function describeLive(adapter: string, open: () => Promise<OpenedLive>): void {
	describe(`live contract: ${adapter}`, () => {
		describeDeliveries(open);
		describeBooks(open);
		describeStatistics(open);
		describeRebuilds(open);
		describeInterleavings(open);
	});
}
