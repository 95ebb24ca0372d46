import { LANES } from '@canario/contracts/lane';
import type { HopSeen, HopWatch } from '../adapters/hop-watch.ts';
import { laneOfProxyError } from './lane-names.ts';

/**
 * What an answer, or its absence, tells of the mesh. `blue`, `green`: the lane answered. `apex`: something answered that
 * is no lane. Of answers by the proxy itself: `failfast` 504, `noEndpoints` 503, `refused` 502, `missingLeaf` 500.
 * Without an answer: `reset`, `unreachable` (nothing listens), `late`. Beside one: `repeat`, a lane knew a vaccination
 * that the entry had sent once.
 */
export const SIGHTS = [
	...LANES,
	...([
		'apex',
		'failfast',
		'noEndpoints',
		'refused',
		'missingLeaf',
		'reset',
		'unreachable',
		'late',
		'repeat',
	] as const),
] as const;
export type Sight = (typeof SIGHTS)[number];

export type SightCounts = Readonly<Record<Sight, number>>;

const none = (): Record<Sight, number> =>
	Object.fromEntries(SIGHTS.map((sight) => [sight, 0])) as Record<Sight, number>;

/** How far back is looked, seconds. */
export const WINDOW_S = 30;

const BY_STATUS: Readonly<Record<number, Sight>> = {
	500: 'missingLeaf',
	502: 'refused',
	503: 'noEndpoints',
	504: 'failfast',
};
const BY_LOSS: Readonly<Record<string, Sight>> = {
	timeout: 'late',
	ECONNREFUSED: 'unreachable',
	ENOTFOUND: 'unreachable',
	EAI_AGAIN: 'unreachable',
	UND_ERR_CONNECT_TIMEOUT: 'unreachable',
};

/** What a hop tells; a lane's own failure is an answer of that lane. */
function sightOf({ status, lane, proxyError, lost }: HopSeen): Sight {
	if (lane) return lane;
	if (status === undefined) return BY_LOSS[lost ?? ''] ?? 'reset';
	return (proxyError === undefined ? undefined : BY_STATUS[status]) ?? 'apex';
}

interface Options {
	/** Seconds by a clock that does not jump. */
	readonly steadyS: () => number;
	/** Told of each, at once. */
	readonly onSight: (sight: Sight) => void;
}

/** What the hops of the last half minute told. */
export class Sightings implements HopWatch {
	readonly #options: Options;
	readonly #seconds: { second: number; counts: Record<Sight, number> }[] = [];
	#sent = 0;
	#done = 0;
	#lastProxyError = '';
	#lastApexStatus: number | undefined;
	#takenAtS = Number.NEGATIVE_INFINITY;

	constructor(options: Options) {
		this.#options = options;
	}

	sent(): void {
		this.#sent += 1;
	}

	done(): void {
		this.#done += 1;
	}

	saw(seen: HopSeen): void {
		const sight = sightOf(seen);
		this.#count(sight);
		if (seen.proxyError !== undefined) this.#lastProxyError = seen.proxyError.slice(0, 200);
		if (sight === 'apex') this.#lastApexStatus = seen.status;
		if (seen.lane && seen.status === 200) this.#takenAtS = this.#options.steadyS();
		this.#options.onSight(sight);
	}

	/** A lane knew a vaccination that the entry had sent once. */
	repeated(): void {
		this.#count('repeat');
	}

	#count(sight: Sight): void {
		const second = Math.floor(this.#options.steadyS());
		let last = this.#seconds.at(-1);
		if (last?.second !== second) {
			last = { second, counts: none() };
			this.#seconds.push(last);
			while ((this.#seconds[0]?.second ?? second) <= second - WINDOW_S) this.#seconds.shift();
		}
		last.counts[sight] += 1;
	}

	laneOf(proxyError: string) {
		return laneOfProxyError(proxyError);
	}

	/** Requests since the start: those that left, and those of them that are over. */
	requests(): { readonly sent: number; readonly done: number } {
		return { sent: this.#sent, done: this.#done };
	}

	/** What a proxy said the last time that it answered itself; empty where none did. */
	get lastProxyError(): string {
		return this.#lastProxyError;
	}

	/** Status of the last answer that named no lane. */
	get lastApexStatus(): number | undefined {
		return this.#lastApexStatus;
	}

	/** Seconds by the clock of the sightings. */
	nowS(): number {
		return this.#options.steadyS();
	}

	/** Seconds since a lane took something. */
	takenAgoS(): number {
		return this.#options.steadyS() - this.#takenAtS;
	}

	/** Of the last half minute. */
	counts(): SightCounts {
		const oldest = Math.floor(this.#options.steadyS()) - WINDOW_S;
		const sums = none();
		for (const { second, counts } of this.#seconds) {
			if (second > oldest) for (const sight of SIGHTS) sums[sight] += counts[sight];
		}
		return sums;
	}
}
