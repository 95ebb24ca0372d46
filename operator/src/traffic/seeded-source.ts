import { Prng } from './prng.ts';
import type { TrafficRecord } from './traffic-file.ts';

/** One stream of random numbers for each use, so that one use does not shift the others. */
const STREAMS = { records: 0, ids: 1, jitter: 2 } as const;

/** What a run of one seed draws from. */
export interface SeededSource {
	/** Body of the next request: a record, or an array of `size` of them, as JSON. */
	nextBody(size?: number): string;
	/** The next id, for a request that begins at `atMs` since the Unix epoch. */
	nextId(atMs: number): string;
	/** A number in [0, 1) to spread repeats by. */
	jitter(): number;
}

/** Draws from `records`, each equally likely: the same seed and records give the same bodies in the same order. */
export function seededSource(records: readonly TrafficRecord[], seed: number): SeededSource {
	const bodies = records.map((record) => JSON.stringify(record));
	const recordDraws = Prng.seeded(seed, STREAMS.records);
	const idDraws = Prng.seeded(seed, STREAMS.ids);
	const jitterDraws = Prng.seeded(seed, STREAMS.jitter);
	const next = () => bodies[recordDraws.below(bodies.length)] as string;
	return {
		nextBody: (size) => (size === undefined ? next() : `[${Array.from({ length: size }, next).join(',')}]`),
		nextId: (atMs) => uuidV7(atMs, idDraws),
		jitter: () => jitterDraws.fraction(),
	};
}

/** A UUID of version 7 (RFC 9562): 48 bits of time, then 74 of `prng`. */
function uuidV7(atMs: number, prng: Prng): string {
	const time = hex(Math.floor(atMs), 12);
	const first = hex(0x7000 | (prng.uint32() >>> 20), 4);
	const high = hex((0x80000000 | (prng.uint32() >>> 2)) >>> 0, 8);
	const low = hex(prng.uint32(), 8);
	return `${time.slice(0, 8)}-${time.slice(8)}-${first}-${high.slice(0, 4)}-${high.slice(4)}${low}`;
}

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, '0');
}
