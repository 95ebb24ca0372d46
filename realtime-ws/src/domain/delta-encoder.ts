import type { FeedDelta, FeedSnapshot } from '@canario/contracts/feed';
import { mergePatchOf } from '@canario/contracts/merge-patch';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';

/** Numbers what changes from snapshot to snapshot. */
export class DeltaEncoder {
	#seq = 0;
	#stats: StatsSnapshot | undefined;

	/** Number of the last delta; 0 before the first. */
	get seq(): number {
		return this.#seq;
	}

	/** What the last delta led to; undefined before the first `advance`. */
	get stats(): StatsSnapshot | undefined {
		return this.#stats;
	}

	/** What `next` changes; undefined when that is nothing but the time, and for the very first. */
	advance(next: StatsSnapshot): FeedDelta | undefined {
		const before = this.#stats;
		this.#stats = next;
		if (!before) return undefined;
		const patch = mergePatchOf({ ...before, atMs: next.atMs }, next);
		if (!patch) return undefined;
		this.#seq += 1;
		return { seq: this.#seq, patch: { atMs: next.atMs, ...patch } };
	}

	/** Everything, as it is after the last delta; undefined before the first `advance`. */
	snapshot(): FeedSnapshot | undefined {
		return this.#stats && { seq: this.#seq, stats: this.#stats };
	}
}
