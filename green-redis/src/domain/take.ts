import type { TakenOutcome } from '@canario/contracts/hop';
import { sameContent, type Vaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import { LRUCache } from 'lru-cache';

/** Vaccinations in one write, and writes under way. */
const WRITE_ITEMS = 500;
const WRITES = 2;

interface Ports {
	/** Appends (or, in the classroom mode, broadcasts) a batch; when it resolves green has taken it. */
	readonly write: (vaccinations: readonly Vaccination[]) => Promise<void>;
	/** Most vaccinations waiting and under way. */
	readonly maxPending: number;
	/** How many ids are remembered. */
	readonly recentKeys: number;
}

/** Takes vaccinations into green's stream, all that is waiting in one write. */
export class Take {
	readonly #batcher: Batcher<Vaccination, 'accepted'>;
	readonly #taken: LRUCache<string, Vaccination>;

	constructor({ write, maxPending, recentKeys }: Ports) {
		this.#taken = new LRUCache({ max: recentKeys });
		this.#batcher = new Batcher({
			name: 'green',
			lane: 'green',
			maxItems: WRITE_ITEMS,
			maxBatches: WRITES,
			maxPending,
			run: async (vaccinations) => {
				await write(vaccinations);
				for (const vaccination of vaccinations) this.#taken.set(vaccination.id, vaccination);
				return vaccinations.map(() => 'accepted' as const);
			},
		});
	}

	get pending(): number {
		return this.#batcher.pending;
	}

	/**
	 * Outcomes in order. What was taken lately is known again: from the very same acceptance (the entry lost our
	 * answer and asks once more) it is `accepted` still, from another it is a `duplicate` or a `conflict`.
	 *
	 * @throws {ServiceError} `overloaded`, or what the write rejected with.
	 */
	async take(vaccinations: readonly Vaccination[]): Promise<readonly TakenOutcome[]> {
		const known = vaccinations.map((vaccination) => this.#knownOutcome(vaccination));
		const taken = await this.#batcher.addAll(vaccinations.filter((_, index) => !known[index]));
		const next = taken.values();
		return known.map((outcome) => outcome ?? next.next().value ?? 'accepted');
	}

	#knownOutcome(vaccination: Vaccination): TakenOutcome | undefined {
		const known = this.#taken.get(vaccination.id);
		if (!known) return undefined;
		if (!sameContent(known, vaccination)) return 'conflict';
		return known.accepted_at === vaccination.accepted_at ? 'accepted' : 'duplicate';
	}

	/** Resolves when nothing is under way. */
	drained(): Promise<void> {
		return this.#batcher.drained();
	}
}
