import { byLane, type Lane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import { judgeShare } from '@canario/statistics/judge-share';
import { sharesOf } from '@canario/traffic-split/weights';

/** A period of answers is at least so many, and so many of the lane that is to have less; never more than the most. */
const LEAST = 100;
const LEAST_OF_FEWER = 10;
const MOST = 5_000;

/** Green's share of the answers, where it is not what was asked. */
export interface ShareOff {
	readonly green: number;
	readonly of: number;
	/** The weights that were asked for before explain it. */
	readonly asBefore: Weights | undefined;
}

interface Period {
	readonly green: number;
	readonly of: number;
	readonly beyond: boolean;
}

/**
 * Looks whether the lanes that answer have the shares that were asked for. One look in a hundred at a sound mesh is
 * beyond chance, so only two periods in a row say that something is off.
 */
export class ShareWatch {
	#asked: Weights | undefined;
	#before: Weights | undefined;
	#count: Record<Lane, number> = byLane(() => 0);
	#last: readonly Period[] = [];

	/** Shares are judged by these weights from now on; undefined where nobody knows what was asked. */
	begin(asked: Weights | undefined): void {
		if (this.#asked && this.#asked !== asked) this.#before = this.#asked;
		this.#asked = asked;
		this.#count = byLane(() => 0);
		this.#last = [];
	}

	saw(lane: Lane): void {
		if (!this.#asked) return;
		this.#count[lane] += 1;
		const { blue, green } = this.#count;
		const share = sharesOf(this.#asked).green;
		if (blue + green < periodOf(share)) return;
		const beyond = judgeShare(share, { count: green, of: blue + green }).verdict === 'beyond';
		this.#last = [...this.#last, { green, of: blue + green, beyond }].slice(-2);
		this.#count = byLane(() => 0);
	}

	off(): ShareOff | undefined {
		if (this.#last.length < 2 || !this.#last.every(({ beyond }) => beyond)) return undefined;
		const sum = (key: 'green' | 'of') => this.#last.reduce((total, period) => total + period[key], 0);
		const [count, of] = [sum('green'), sum('of')];
		const before = this.#before;
		const asBefore = before && judgeShare(sharesOf(before).green, { count, of }).verdict !== 'beyond';
		return { green: count / of, of, asBefore: asBefore ? before : undefined };
	}
}

function periodOf(share: number): number {
	const fewer = Math.min(share, 1 - share);
	return fewer === 0 ? LEAST : Math.min(MOST, Math.max(LEAST, LEAST_OF_FEWER / fewer));
}
