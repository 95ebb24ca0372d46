/** What a stand-in for a mesh notes down of one leaf, of what was posted. */
export interface LeafBooks {
	/** Requests that were sent to it, each try. */
	readonly attempts: number;
	/** Those whose answer went back to the client, by status. */
	readonly answered: Readonly<Record<number, number>>;
}

/** The books of a stand-in: what it drew, and what its client heard. */
export class MeshBooks {
	readonly #posted = new Map<string, { attempts: number; answered: Record<number, number> }>();
	readonly #proxied: Record<number, number> = {};
	/** Tries of every kind of request, as the proxy's metrics have them. */
	readonly #tries = new Map<string, number>();

	tried(leaf: string, isPost: boolean): void {
		this.#tries.set(leaf, (this.#tries.get(leaf) ?? 0) + 1);
		if (isPost) this.#of(leaf).attempts += 1;
	}

	answered(leaf: string, status: number): void {
		const { answered } = this.#of(leaf);
		answered[status] = (answered[status] ?? 0) + 1;
	}

	/** The proxy answered itself. */
	proxied(status: number): void {
		this.#proxied[status] = (this.#proxied[status] ?? 0) + 1;
	}

	leaf(name: string): LeafBooks {
		return this.#of(name);
	}

	/** Answers to posts by the proxy itself, by status. */
	get byProxy(): Readonly<Record<number, number>> {
		return this.#proxied;
	}

	/** As the proxy's `/metrics` has it. */
	metrics(): string {
		const lines = [...this.#tries].map(
			([leaf, count]) =>
				`request_total{direction="outbound",authority="${leaf}.shop.svc.cluster.local:3050",dst_service="${leaf}",dst_namespace="shop",tls="true"} ${count}`,
		);
		return `${['# TYPE request_total counter', ...lines].join('\n')}\n`;
	}

	#of(leaf: string) {
		const known = this.#posted.get(leaf);
		if (known) return known;
		const made = { attempts: 0, answered: {} as Record<number, number> };
		this.#posted.set(leaf, made);
		return made;
	}
}
