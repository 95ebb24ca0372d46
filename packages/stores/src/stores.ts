import type { GreenStream } from './green-stream.ts';
import type { LiveStatistics } from './live-statistics.ts';

/** Live statistics and green's stream: one connection, for the two change in one atomic step. */
export interface Live {
	readonly statistics: LiveStatistics;
	readonly stream: GreenStream;
	/** Resolves when the store answers a trivial request. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
