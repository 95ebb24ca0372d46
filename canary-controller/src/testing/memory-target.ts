import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget, TargetState, WantedChange } from '@canario/traffic-split/split-target';

/** A split in memory, for tests of who changes it. */
export interface MemoryTarget extends SplitTarget<number> {
	state: TargetState<number>;
	/** Each change that was made, by its reason. */
	readonly made: { weights: Weights; reason: string }[];
	/** Whose it is instead of ours: it is not changed then. */
	owner: string | undefined;
	/** Rejects once: before the change is made, or after, as when the answer is lost. */
	fails: 'before' | 'after' | undefined;
	/** Whether there is none any more. */
	gone: boolean;
}

export function memoryTarget(): MemoryTarget {
	const target: MemoryTarget = {
		state: { weights: { blue: 100, green: 0 }, version: 1, by: 'ana', reason: 'start' },
		made: [],
		owner: undefined,
		fails: undefined,
		gone: false,
		async read() {
			if (target.gone) throw new ServiceError('not_found', 'there is no such split');
			return target.state;
		},
		async compareAndSet({ weights, reason, ifVersion }: WantedChange<number>) {
			const { fails } = target;
			target.fails = undefined;
			if (target.owner) throw new ServiceError('conflict', `it belongs to ${target.owner}`);
			if (fails === 'before') throw new ServiceError('unavailable', 'the entry is away');
			if (ifVersion !== undefined && ifVersion !== target.state.version) {
				throw new ServiceError('stale_version', 'another version');
			}
			target.state = { weights, version: target.state.version + 1, by: 'canary', reason };
			target.made.push({ weights, reason });
			if (fails === 'after') throw new ServiceError('unavailable', 'the answer was lost');
			return target.state;
		},
		watch: () => {
			throw new Error('not watched here');
		},
	};
	return target;
}
