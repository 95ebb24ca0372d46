import { type Distribution, distributionOf } from './mesh-stand-in-draw.ts';
import type { LeafWeights, WeightsSource } from './mesh-stand-in-weights.ts';

/** A proxy forgets what it built for an apex when nothing was sent there for so long, ms. */
const IDLE_MS = 5_000;

/** linkerd-smi follows one change a second, and loses those that come faster, ms. */
const SMI_PAUSE_MS = 1_000;

/** From a change of the object to the first draw by it, ms: as measured, within 9 to 13 and within 2. */
const DELAY_MS = { trafficsplit: 11, httproute: 1 } as const;

/** What a proxy built when its client first called the apex. */
interface Stack {
	/** Whether it follows the split: one that was built without a TrafficSplit never does. */
	readonly follows: boolean;
	/** The first split that it built. */
	first: Distribution | undefined;
	now: Distribution;
	/** It was given what it cannot hold, and ignores all that comes. */
	poisoned: boolean;
}

interface Clock {
	/** Milliseconds by a clock that does not jump. */
	readonly nowMs: () => number;
	readonly later: (ms: number, act: () => void) => void;
}

/** The weights as one client's proxy has them, which need not be those of the object. */
export class ClientStack {
	readonly #source: WeightsSource;
	readonly #clock: Clock;
	/** What the control plane tells proxies just now. */
	#told: LeafWeights | undefined;
	#toldAtMs = Number.NEGATIVE_INFINITY;
	#usedAtMs = Number.NEGATIVE_INFINITY;
	#stack: Stack | undefined;

	constructor(source: WeightsSource, clock: Clock) {
		this.#source = source;
		this.#clock = clock;
		this.#told = source.read();
		source.watch((weights) => this.#change(weights));
	}

	/** What a request is drawn by that comes now. */
	use(): Distribution {
		const nowMs = this.#clock.nowMs();
		if (!this.#stack || nowMs - this.#usedAtMs > IDLE_MS) this.#stack = this.#build();
		this.#usedAtMs = nowMs;
		return this.#stack.now;
	}

	#build(): Stack {
		const follows = this.#source.kind === 'httproute' || this.#told !== undefined;
		const stack: Stack = { follows, first: undefined, now: 'apex', poisoned: false };
		this.#tell(stack, this.#told);
		return stack;
	}

	#change(weights: LeafWeights | undefined): void {
		const { nowMs, later } = this.#clock;
		const { kind } = this.#source;
		if (kind === 'trafficsplit' && nowMs() - this.#toldAtMs < SMI_PAUSE_MS) return;
		this.#toldAtMs = nowMs();
		later(DELAY_MS[kind], () => {
			this.#told = weights;
			if (this.#stack?.follows) this.#tell(this.#stack, weights);
		});
	}

	#tell(stack: Stack, weights: LeafWeights | undefined): void {
		if (stack.poisoned) return;
		const next = weights === undefined ? 'apex' : distributionOf(this.#source.kind, weights);
		if (next === 'panic') {
			stack.poisoned = true;
			stack.now = stack.first ?? 'apex';
			return;
		}
		// a route that gives nobody anything has a live proxy go back to the first split it saw
		stack.now = next === 'reset' ? (stack.first ?? 'reset') : next;
		if (typeof next !== 'string') stack.first ??= next;
	}
}
