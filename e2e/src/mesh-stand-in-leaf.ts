/** A proxy waits so long for an endpoint before it gives a Service up, ms. */
const FAILFAST_MS = 3_000;

/** A Service behind a mesh, as a client's proxy knows it. */
export class MeshLeaf {
	readonly name: string;
	#endpoints: readonly string[];
	#exists = true;
	#turn = 0;
	/** When a request first found no endpoint, ms by the clock of who asks. */
	#lackingSinceMs: number | undefined;

	constructor(name: string, endpoints: readonly string[]) {
		this.name = name;
		this.#endpoints = endpoints;
	}

	/** Gives it other pods, by URL; none: it has lost its last endpoint. */
	setEndpoints(endpoints: readonly string[]): void {
		this.#endpoints = endpoints;
		this.#lackingSinceMs = undefined;
	}

	/** Whether the Service itself is there. */
	get exists(): boolean {
		return this.#exists;
	}

	setExists(exists: boolean): void {
		this.#exists = exists;
		this.setEndpoints(exists ? this.#endpoints : []);
	}

	/** The pod whose turn it is; undefined where there is none. */
	next(): string | undefined {
		return this.#endpoints[this.#turn++ % this.#endpoints.length];
	}

	/** How long a request that was drawn for it waits before it fails, ms; 0 when it was given up, and is not drawn. */
	waitMs(nowMs: number): number {
		if (this.#endpoints.length > 0) return 0;
		this.#lackingSinceMs ??= nowMs;
		return Math.max(0, this.#lackingSinceMs + FAILFAST_MS - nowMs);
	}

	/** Whether it has been given up. */
	isOut(nowMs: number): boolean {
		return this.#lackingSinceMs !== undefined && nowMs - this.#lackingSinceMs >= FAILFAST_MS;
	}
}
