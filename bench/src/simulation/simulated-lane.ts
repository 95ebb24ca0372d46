import type { LaneSample } from '@canario/canary/lane-sample';
import { Latencies } from './latencies.ts';
import { hitsOf, normalsOf, type Random } from './random.ts';

/** What a lane is like, in truth. Latencies are log-normal. */
export interface Truth {
	/** Shares of what is sent. */
	readonly errors: number;
	readonly conflicts: number;
	/** Medians, milliseconds. */
	readonly ackMs: number;
	readonly durableMs: number;
	/** Standard deviation of the latencies' logarithms. */
	readonly spread: number;
}

/** A lane since a sample began. */
export class SimulatedLane {
	readonly #truth: Truth;
	readonly #random: Random;
	readonly #normal: Random;
	readonly #ack = new Latencies();
	readonly #durable = new Latencies();
	#taken = 0;
	#failed = 0;
	#conflicts = 0;

	constructor(truth: Truth, random: Random) {
		this.#truth = truth;
		this.#random = random;
		this.#normal = normalsOf(random);
	}

	/** Sends it so many vaccinations. */
	send(vaccinations: number): void {
		const { errors, conflicts, ackMs, durableMs, spread } = this.#truth;
		const failed = hitsOf(this.#random, vaccinations, errors);
		const known = hitsOf(this.#random, vaccinations - failed, conflicts / (1 - errors));
		const taken = vaccinations - failed - known;
		const [ack, durable] = [Math.log(ackMs), Math.log(durableMs)];
		for (let one = 0; one < taken; one++) {
			this.#ack.add(ack + spread * this.#normal());
			this.#durable.add(durable + spread * this.#normal());
		}
		this.#taken += taken;
		this.#failed += failed;
		this.#conflicts += known;
	}

	/** How many were sent to it. */
	get sent(): number {
		return this.#taken + this.#failed + this.#conflicts;
	}

	sample(): LaneSample {
		return {
			taken: this.#taken,
			failed: this.#failed,
			conflicts: this.#conflicts,
			lost: 0,
			ack: this.#ack.ordered(),
			durable: this.#durable.ordered(),
		};
	}
}
