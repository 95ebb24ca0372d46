/**
 * A seeded source of random numbers: the same seed and stream give the same numbers, on every machine.
 *
 * The generator is xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain,
 * https://prng.di.unimi.it/xoshiro128starstar.c); its state is filled, as its authors advise, from another
 * generator: SplitMix with the 32-bit finaliser of Austin Appleby's MurmurHash3 (public domain).
 * It is for load and test data only, never for secrets.
 */
export class Prng {
	readonly #state: Uint32Array;

	/** @param state four words, not all zero. */
	constructor(state: readonly [number, number, number, number]) {
		this.#state = Uint32Array.of(...state);
	}

	/**
	 * @param seed whole number; its lower 32 bits count.
	 * @param stream whole number ≥ 0: streams of one seed are independent, so that drawing more from one
	 * leaves the others as they are.
	 */
	static seeded(seed: number, stream = 0): Prng {
		const word = splitMix32(seed);
		for (let skipped = 0; skipped < 4 * stream; skipped++) word();
		return new Prng([word(), word(), word(), word()]);
	}

	/** A whole number from 0 to 2^32 − 1. */
	uint32(): number {
		const s = this.#state as Uint32Array & { 0: number; 1: number; 2: number; 3: number };
		const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
		const shifted = s[1] << 9;
		s[2] ^= s[0];
		s[3] ^= s[1];
		s[1] ^= s[2];
		s[0] ^= s[3];
		s[2] ^= shifted;
		s[3] = rotateLeft(s[3], 11);
		return result;
	}

	/** A number in [0, 1). */
	fraction(): number {
		return this.uint32() / 2 ** 32;
	}

	/** A whole number from 0 to `limit` − 1. */
	below(limit: number): number {
		return Math.floor(this.fraction() * limit);
	}
}

function rotateLeft(word: number, bits: number): number {
	return (word << bits) | (word >>> (32 - bits));
}

function splitMix32(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x9e3779b9) >>> 0;
		let word = state;
		word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
		word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
		return (word ^ (word >>> 16)) >>> 0;
	};
}
