import type { ByLane } from '@canario/contracts/lane';
import type { Ordered } from '@canario/statistics/quantile';

/** What a lane did since the sample began. Counts are vaccinations; repeats of what is stored are in none of them. */
export interface LaneSample {
	/** Stored or accepted. */
	readonly taken: number;
	readonly failed: number;
	/** Ids that are known with other content: found at the answer, and by green later. */
	readonly conflicts: number;
	/** Accepted and nowhere, or dead-lettered other than by conflict. */
	readonly lost: number;
	/** Whether more may be lost, for the books are being built or in doubt. */
	readonly lossUnknown?: boolean;
	/** From being let in to the answer, milliseconds. */
	readonly ack: Ordered;
	/** From being let in to being on the record store's disk, milliseconds. */
	readonly durable: Ordered;
}

/** What both lanes did in the same time. */
export interface Sample extends ByLane<LaneSample> {
	/** What failed without it being known at which lane; in none of their counts. Absent is 0. */
	readonly unknownFailed?: number;
}
