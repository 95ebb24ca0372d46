import { sameContent, type Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import { LRUCache } from 'lru-cache';
import type { Served } from './route.ts';

/**
 * Remembers the keys that senders gave lately, so that a repeat is known at once, on whichever lane the first
 * went. A repeat that comes while the first is under way waits for it and shares its fate. A memory only: what
 * it forgot the stores still know.
 */
export class RecentKeys {
	readonly #known: LRUCache<string, { vaccination: Vaccination; served: Promise<Served> }>;

	/** @param max how many keys are remembered. */
	constructor(max: number) {
		this.#known = new LRUCache({ max });
	}

	/**
	 * Serves `vaccination` by `serve`, unless its id was served before: then the outcome is `duplicate`.
	 *
	 * @throws {ServiceError} `conflict` when the id came with other content; else what `serve` throws.
	 */
	async once(vaccination: Vaccination, serve: () => Promise<Served>): Promise<Served> {
		const { id } = vaccination;
		const first = this.#known.get(id);
		if (first) {
			if (!sameContent(first.vaccination, vaccination)) {
				throw new ServiceError('conflict', 'this Idempotency-Key came before with another vaccination');
			}
			const served = await first.served;
			return served.outcome === 'conflict' ? served : { ...served, outcome: 'duplicate' };
		}
		const serving = serve();
		this.#known.set(id, { vaccination, served: serving });
		// only what is safe in a lane is remembered: the sender may try again
		let safe = false;
		try {
			const served = await serving;
			safe = served.outcome !== 'conflict';
			return served;
		} finally {
			if (!safe) this.#known.delete(id);
		}
	}
}
