import { LRUCache } from 'lru-cache';

/** Most keys that are remembered; of more the longest unseen are forgotten, in their favour. */
const MAX_KEYS = 10_000;

interface Options {
	/** Tokens that come back in a minute. */
	readonly perMinute: number;
	/** Most tokens that gather. */
	readonly burst: number;
	/** Milliseconds; never runs backwards. */
	readonly elapsedMs: () => number;
}

interface Bucket {
	tokens: number;
	atMs: number;
}

/** A limit of so many a minute for each key, such as an address. */
export class TokenBuckets {
	readonly #options: Options;
	readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_KEYS });

	constructor(options: Options) {
		this.#options = options;
	}

	/** Takes a token of `key`. Gives 0, or the milliseconds until there is one; then nothing was taken. */
	take(key: string): number {
		const { perMinute, burst, elapsedMs } = this.#options;
		const now = elapsedMs();
		const bucket = this.#buckets.get(key) ?? { tokens: burst, atMs: now };
		const perMs = perMinute / 60_000;
		bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.atMs) * perMs);
		bucket.atMs = now;
		this.#buckets.set(key, bucket);
		if (bucket.tokens < 1) return perMs === 0 ? 60_000 : Math.ceil((1 - bucket.tokens) / perMs);
		bucket.tokens -= 1;
		return 0;
	}
}
