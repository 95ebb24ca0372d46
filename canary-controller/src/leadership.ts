import type { LiveStatistics } from '@canario/stores/live-statistics';

/** The lease's name. */
const LEASE = 'canary';

/** Whether this controller is the one of all that acts. */
export class Leadership {
	readonly #statistics: () => Pick<LiveStatistics, 'lease' | 'release'>;
	readonly #holder: string;
	readonly #forMs: number;
	#leads = false;

	/**
	 * @param statistics throws while the live store is absent.
	 * @param forMs so long the lease is held without being prolonged, milliseconds.
	 */
	constructor(statistics: () => Pick<LiveStatistics, 'lease' | 'release'>, holder: string, forMs: number) {
		this.#statistics = statistics;
		this.#holder = holder;
		this.#forMs = forMs;
	}

	/** Whether it led when that was last asked. */
	get leads(): boolean {
		return this.#leads;
	}

	/** Takes or prolongs the lease; false while another has it. Rejects as the live store does: then nobody leads here. */
	async take(): Promise<boolean> {
		try {
			this.#leads = await this.#statistics().lease(LEASE, this.#holder, this.#forMs);
			return this.#leads;
		} catch (error) {
			this.#leads = false;
			throw error;
		}
	}

	/** Lets another lead at once. */
	async giveUp(): Promise<void> {
		if (this.#leads) await this.#statistics().release(LEASE, this.#holder);
		this.#leads = false;
	}
}
