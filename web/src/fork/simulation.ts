import type { FeedRequests, SampledRequest } from '@canario/contracts/feed';
import { blankParticle, type Particle, type Place, placeOf } from './particle.ts';
import { letIn, nowDurable, settle } from './way.ts';

/** At most this many are shown at once. */
const MOST_PARTICLES = 600;

/** A batch of the feed is let in evenly over this time, ms: they came one by one too. */
const BATCH_MS = 250;

/** One whose durability nobody hears of is given up after this long on the screen, ms. */
const FORGET_MS = 45_000;

/** What moves on the picture. Its clock is the screen's: milliseconds that are handed in. */
export class Simulation {
	readonly #pool: Particle[];
	readonly #free: Particle[];
	/** Those of which news may come, by key. */
	readonly #open = new Map<string, Particle>();
	readonly #place: Place = { along: 0, dropped: 0, aside: 0 };
	#followed = '';
	/** Milliseconds of a request's life in a second on the screen. */
	stepMs: number;

	constructor(stepMs: number, most = MOST_PARTICLES) {
		this.stepMs = stepMs;
		this.#pool = Array.from({ length: most }, blankParticle);
		this.#free = [...this.#pool];
	}

	get alive(): number {
		return this.#pool.length - this.#free.length;
	}

	/** Names the one that this viewer sent, also when it is on its way already. */
	follow(key: string): void {
		this.#followed = key;
		for (const particle of this.#pool) particle.followed = particle.alive && particle.key === key;
	}

	/** Takes what the feed told. What finds no room is left out: it is a sample anyway. */
	take(batch: Pick<FeedRequests, 'requests' | 'durable' | 'deadLettered'>, nowMs: number): void {
		const gapMs = BATCH_MS / Math.max(1, batch.requests.length);
		for (const [index, request] of batch.requests.entries()) this.#letIn(request, nowMs + index * gapMs);
		for (const { key, durableMs } of batch.durable) this.#nowDurable(key, durableMs, nowMs);
		for (const key of batch.deadLettered) this.#putAside(key, nowMs);
	}

	/** Tells `visit` of everything that is on its way, and frees what has arrived. */
	each(nowMs: number, visit: (particle: Particle, place: Place) => void): void {
		for (const particle of this.#pool) {
			if (!particle.alive || nowMs < particle.bornMs) continue;
			const forgotten = Number.isNaN(particle.secondMs) && nowMs - particle.bornMs > FORGET_MS;
			if (forgotten || !placeOf(particle, nowMs, this.#place)) this.#release(particle);
			else visit(particle, this.#place);
		}
	}

	/** Takes everything off the picture: for when nobody looked for a while. */
	clear(): void {
		for (const particle of this.#pool) if (particle.alive) this.#release(particle);
	}

	#letIn(request: SampledRequest, bornMs: number): void {
		const particle = this.#free.pop();
		if (particle === undefined) return;
		letIn(particle, request, bornMs, 1000 / this.stepMs);
		particle.followed = request.key === this.#followed;
		if (Number.isNaN(particle.secondMs) && !particle.failed) this.#open.set(request.key, particle);
	}

	#nowDurable(key: string, durableMs: number, nowMs: number): void {
		const particle = this.#open.get(key);
		if (particle === undefined) return;
		this.#open.delete(key);
		nowDurable(particle, durableMs, nowMs);
	}

	#putAside(key: string, nowMs: number): void {
		const particle = this.#open.get(key);
		if (particle === undefined) return;
		this.#open.delete(key);
		settle(particle, nowMs);
		particle.asideMs = particle.fromMs;
	}

	#release(particle: Particle): void {
		// Another of the same key may have come since.
		if (this.#open.get(particle.key) === particle) this.#open.delete(particle.key);
		particle.alive = false;
		this.#free.push(particle);
	}
}
