import type { IncomingMessage } from 'node:http';
import { addressOf, isLoopback } from '@canario/service-kit/address';

export const REFUSALS = [
	...(['origin', 'connections', 'address', 'stopping'] as const),
	...(['transport', 'protocol', 'malformed'] as const),
] as const;

/**
 * Why a connection is not let in. `connections`: there are too many; `address`: too many from there; `transport`: not by
 * WebSocket; `protocol`: not by Engine.IO 4; `malformed`: a request that no client makes.
 */
export type Refusal = (typeof REFUSALS)[number];

interface Options {
	/** Origins whose pages may connect; `*` is any. */
	readonly allowedOrigins: readonly string[];
	readonly maxConnections: number;
	readonly maxPerAddress: number;
	/** Proxies in front that append to `X-Forwarded-For`. */
	readonly trustedHops: number;
}

/** Whether a page of `origin` may use the feed. Who names no origin is no browser, whom an origin would not stop. */
export const originAllowed = (origin: string | undefined, allowed: readonly string[]) =>
	origin === undefined || allowed.includes('*') || allowed.includes(origin.toLowerCase());

/** Whether `origin` is this server itself: clients that are no browsers claim that. */
const isOwn = (origin: string | undefined, host: string | undefined) =>
	origin !== undefined && host !== undefined && URL.parse(origin)?.host === host.toLowerCase();

/** Decides who may connect, and counts who is connected. */
export class Admission {
	readonly #options: Options;
	readonly #byAddress = new Map<string, number>();
	#total = 0;
	#stopping = false;

	constructor(options: Options) {
		this.#options = options;
	}

	/** Why `request` may not connect; undefined when it may. */
	refusalOf(request: IncomingMessage): Refusal | undefined {
		const { allowedOrigins, maxConnections, maxPerAddress, trustedHops } = this.#options;
		if (this.#stopping) return 'stopping';
		const { origin, host } = request.headers;
		if (!originAllowed(origin, allowedOrigins) && !isOwn(origin, host)) return 'origin';
		if (this.#total >= maxConnections) return 'connections';
		const address = addressOf(request, trustedHops);
		// a proxy that is not told of would make all viewers one
		if (trustedHops === 0 && isLoopback(address)) return undefined;
		return (this.#byAddress.get(address) ?? 0) >= maxPerAddress ? 'address' : undefined;
	}

	/** Counts a connection in; the result counts it out again, once. */
	enter(address: string): () => void {
		this.#total += 1;
		this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
		let inside = true;
		return () => {
			if (!inside) return;
			inside = false;
			this.#total -= 1;
			const left = (this.#byAddress.get(address) ?? 1) - 1;
			if (left > 0) this.#byAddress.set(address, left);
			else this.#byAddress.delete(address);
		};
	}

	/** From now on nobody is let in. */
	stop(): void {
		this.#stopping = true;
	}

	get total(): number {
		return this.#total;
	}
}
