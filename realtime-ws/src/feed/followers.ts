import type { TraceEvent } from '@canario/contracts/trace';
import { LRUCache } from 'lru-cache';

/** Most vaccinations that are followed at once, and for how long, milliseconds. */
const MAX_FOLLOWED = 5_000;
const FOLLOWED_MS = 600_000;

interface Followed<Follower> {
	readonly follower: Follower;
	/** What was seen before the follower was told the key; undefined from then on. */
	held: TraceEvent[] | undefined;
}

/** Who follows which traced vaccination. */
export class Followers<Follower extends object> {
	readonly #followed = new LRUCache<string, Followed<Follower>>({ max: MAX_FOLLOWED, ttl: FOLLOWED_MS });
	readonly #tell: (follower: Follower, event: TraceEvent) => void;

	constructor(tell: (follower: Follower, event: TraceEvent) => void) {
		this.#tell = tell;
	}

	/** From now on what is seen of `key` is held back for `follower`. */
	begin(key: string, follower: Follower): void {
		this.#followed.set(key, { follower, held: [] });
	}

	/** The follower knows the key: tells what was held back, and further sightings at once. */
	open(key: string): void {
		const followed = this.#followed.get(key);
		const held = followed?.held ?? [];
		if (!followed) return;
		followed.held = undefined;
		for (const event of held) this.#tell(followed.follower, event);
	}

	end(key: string): void {
		this.#followed.delete(key);
	}

	hear(events: readonly TraceEvent[]): void {
		for (const event of events) {
			const followed = this.#followed.get(event.key);
			if (followed?.held) followed.held.push(event);
			else if (followed) this.#tell(followed.follower, event);
		}
	}
}
