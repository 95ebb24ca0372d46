import { ServiceError } from '@canario/service-kit/service-error';
import type { Lease } from './lease.ts';

interface Options {
	/** So long the lease is held without being prolonged, milliseconds. */
	readonly forMs: number;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
}

/** After this part of its time a lease that could not be prolonged is taken for lost: before anybody else may have it. */
const DEADLINE = 2 / 3;

/** A lease is asked for, and prolonged, after this part of its time; as client-go's 2 of 15 seconds. */
const AGAIN = 2 / 15;

/**
 * Whether this controller is the one of all that acts. It knows that without asking: a process that stood still for longer
 * than its lease wakes up as one that does not lead.
 */
export class Leadership {
	readonly #lease: Lease;
	readonly #options: Options;
	#askedAtMs = Number.NEGATIVE_INFINITY;
	#untilMs = Number.NEGATIVE_INFINITY;

	constructor(lease: Lease, options: Options) {
		this.#lease = lease;
		this.#options = options;
	}

	/** Whether it leads at this moment. */
	get leads(): boolean {
		return this.#options.steadyMs() < this.#untilMs;
	}

	/**
	 * Takes or prolongs the lease where it is time to; false while another has it. Rejects as its keeper does, once this one
	 * does not lead any more for want of an answer.
	 */
	async take(): Promise<boolean> {
		const { forMs, steadyMs } = this.#options;
		const nowMs = steadyMs();
		if (nowMs - this.#askedAtMs < forMs * AGAIN) return this.leads;
		try {
			const has = await this.#lease.take(forMs);
			this.#askedAtMs = nowMs;
			// from when it was asked for: its time began before the answer came
			this.#untilMs = has ? nowMs + forMs * DEADLINE : Number.NEGATIVE_INFINITY;
		} catch (error) {
			if (!this.leads) throw error;
		}
		return this.leads;
	}

	/** Asked right before each write: throws `unavailable` where another may lead by now. */
	readonly assert = (): void => {
		if (!this.leads)
			throw new ServiceError('unavailable', 'another controller may lead by now: this one writes nothing');
	};

	/** Lets another lead at once. */
	async giveUp(): Promise<void> {
		const had = this.#untilMs > Number.NEGATIVE_INFINITY;
		this.#untilMs = Number.NEGATIVE_INFINITY;
		if (had) await this.#lease.release();
	}
}
