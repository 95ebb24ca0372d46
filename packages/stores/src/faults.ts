import type { Fault } from '@canario/contracts/fault';
import type { Lane } from '@canario/contracts/lane';

/**
 * The lanes' faults, one a lane, for whoever has to behave by them. A fault is gone when its end has come, also when
 * nobody clears it; readers that cannot ask any more hold to its end themselves. Adapters: Redis and in process; both
 * pass `contract/live.contract.ts`. In process they are gone with the process.
 *
 * Methods reject as those of LiveStatistics do.
 */
export interface Faults {
	/** In place of the lane's fault, if it has one. One whose end has come already only ends that. */
	set(fault: Fault): Promise<void>;

	/** Ends the lane's fault, or all; resolves with what was ended by that. */
	clear(lane?: Lane): Promise<readonly Fault[]>;

	/** Those whose end has not come, in the order of the lanes. */
	list(): Promise<readonly Fault[]>;
}
