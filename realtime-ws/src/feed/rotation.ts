import { frameOf } from './frames.ts';
import type { Viewer } from './viewer.ts';

interface Options {
	/** A viewer is told to connect anew after 90 to 100 % of this, milliseconds. */
	readonly rotateMs: number;
	/** They are to do so within this, each at a time of its own, milliseconds. */
	readonly spreadMs: number;
	/** From 0 to 1. */
	readonly random: () => number;
}

/** Share of the rotation's time over which viewers who came together are told apart. */
const JITTER = 0.1;

/** A client that did not go by itself is given so much longer, milliseconds. */
const PATIENCE_MS = 2_000;

/** Tells viewers to connect anew before a platform ends their connections, each at a time of its own. */
export class Rotation {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	/** When a viewer who comes now is to be told. */
	dueAtMs(nowMs: number): number {
		const { rotateMs, random } = this.#options;
		return nowMs + rotateMs * (1 - JITTER * random());
	}

	/** The frame that tells one viewer. */
	notice(): Buffer {
		return frameOf('rotate', { reconnectInMs: Math.round(this.#options.random() * this.#options.spreadMs) });
	}

	/**
	 * What is to be done about a viewer now: nothing, tell it, or end its connection, for it was told and stayed.
	 * After `tell` the next answer is `end`, once the viewer has had its time.
	 */
	stepOf(viewer: Viewer, nowMs: number): 'tell' | 'end' | undefined {
		if (nowMs < viewer.rotateAtMs) return undefined;
		if (viewer.rotating) return 'end';
		viewer.rotating = true;
		viewer.rotateAtMs = nowMs + this.#options.spreadMs + PATIENCE_MS;
		return 'tell';
	}
}
