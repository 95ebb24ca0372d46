/** Redis keys and channels of one platform; all begin with its namespace. */
export function keysOf(namespace: string) {
	return {
		/** Hash: which generation is current, the cuts, what was checked. */
		meta: `${namespace}:stats:meta`,
		/** Hashes: the counters of a generation. Two take turns, so every key has a name known beforehand. */
		generationA: `${namespace}:stats:a`,
		generationB: `${namespace}:stats:b`,
		/** Sorted set by `storedAtMs`: the last vaccinations, without names. */
		last: `${namespace}:stats:last`,
		stream: `${namespace}:green:stream`,
		/** Hash: green's books. */
		books: `${namespace}:green:books`,
		/** Stream: what was put aside, with its reason. */
		dead: `${namespace}:green:dead`,
		/** Set: the vaccination ids of what was put aside, where they can be told. */
		deadIds: `${namespace}:green:dead:ids`,
		/** Hash by instance: its last report behind the time it came in. */
		reports: `${namespace}:reports`,
		/** Sorted set by instant: the points of the lanes' history. */
		history: `${namespace}:history`,
		/** Strings: the fault of each lane, which expires at its end. */
		blueFault: `${namespace}:fault:blue`,
		greenFault: `${namespace}:fault:green`,
		/** Strings: who has a lease. */
		rebuildLease: `${namespace}:lease:rebuild`,
		canaryLease: `${namespace}:lease:canary`,
		/** Channel: something was appended to the stream. */
		wakeChannel: `${namespace}:green:wake`,
		/** Channel: payloads of the classroom mode, one a line. */
		broadcastChannel: `${namespace}:green:broadcast`,
		/** Channel: sightings of traced vaccinations, a JSON array in each message. */
		tracesChannel: `${namespace}:traces`,
	} as const;
}

export type RedisKeys = ReturnType<typeof keysOf>;

/** The consumer group of all subscribers. */
export const GROUP = 'subscribers';
