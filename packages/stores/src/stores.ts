import type { Faults } from './faults.ts';
import type { GreenStream } from './green-stream.ts';
import type { LiveStatistics } from './live-statistics.ts';
import type { Traces } from './traces.ts';

/** Live statistics and green's stream (one connection, for the two change in one atomic step), the traces, and the faults. */
export interface Live {
	readonly statistics: LiveStatistics;
	readonly stream: GreenStream;
	readonly traces: Traces;
	readonly faults: Faults;
	/** Resolves when the store answers a trivial request. */
	ping(): Promise<void>;
	close(): Promise<void>;
}
