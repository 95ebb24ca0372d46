import { Prng } from '@canario/operator/traffic/prng';
import { drawLeaf } from './mesh-stand-in-draw.ts';
import type { MeshLeaf } from './mesh-stand-in-leaf.ts';
import { ClientStack } from './mesh-stand-in-stack.ts';
import type { WeightsSource } from './mesh-stand-in-weights.ts';

/** Larger bodies are never tried again. */
const MOST_RETRIED_BYTES = 64 * 1024;

export interface DrawOptions {
	readonly source: WeightsSource;
	readonly seed: number;
	/** Tries beside the first, of a request that a leaf of a route answers with 5xx. */
	readonly retries?: number;
}

/** Draws a leaf for each request, as the proxy does with what it has been told. */
export class Draws {
	readonly #options: DrawOptions;
	readonly #leaves: ReadonlyMap<string, MeshLeaf>;
	readonly #prng: Prng;
	readonly #stack: ClientStack;
	#meshed = true;

	constructor(options: DrawOptions, leaves: ReadonlyMap<string, MeshLeaf>) {
		this.#options = options;
		this.#leaves = leaves;
		this.#prng = Prng.seeded(options.seed);
		this.#stack = new ClientStack(options.source, {
			nowMs: () => performance.now(),
			later: (ms, act) => void setTimeout(act, ms).unref(),
		});
	}

	unmesh(): void {
		this.#meshed = false;
	}

	retriesOf(bytes: number): number {
		const { retries = 0, source } = this.#options;
		return source.kind === 'httproute' && bytes <= MOST_RETRIED_BYTES ? retries : 0;
	}

	/** The leaf that a request goes to; undefined where all that have weight are given up. */
	next(): MeshLeaf | 'reset' | undefined {
		const drawn = this.#meshed ? this.#stack.use() : 'apex';
		if (drawn === 'reset') return 'reset';
		if (drawn === 'apex') return this.#leaves.get('apex');
		const nowMs = performance.now();
		const isOut = (name: string) => {
			const leaf = this.#leaves.get(name);
			// a route's share of a Service that is not there fails for good, and nobody steps in
			return this.isMissing(leaf) ? false : leaf === undefined || leaf.isOut(nowMs);
		};
		return this.#leaves.get(drawLeaf(drawn, this.#prng.fraction(), isOut) ?? '');
	}

	isMissing(leaf: MeshLeaf | undefined): boolean {
		return this.#options.source.kind === 'httproute' && leaf?.exists === false;
	}
}
