import { together } from './frames.ts';
import type { Viewer } from './viewer.ts';

/** What there is to say at one tick, framed. */
export interface Tick {
	readonly delta: Buffer | undefined;
	readonly heartbeat: Buffer | undefined;
	/** Only for those who asked. */
	readonly requests: Buffer | undefined;
	/**
	 * For who needs a snapshot: a heartbeat, which says how old it is, and the snapshot; undefined before the first
	 * reading.
	 */
	readonly opening: () => Buffer | undefined;
}

interface Options {
	/** A viewer with more bytes than this waiting is skipped. */
	readonly bufferBytes: number;
	/** A viewer that is behind for longer is cut, milliseconds. */
	readonly cutMs: number;
	readonly onSkipped: () => void;
	readonly onCut: () => void;
}

/** Writes to all viewers, each frame made once. Slow ones are skipped to the latest and never queued for. */
export class FanOut {
	readonly viewers = new Set<Viewer>();
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	/** @param nowMs of a clock that never runs backwards, milliseconds. */
	send(tick: Tick, nowMs: number): void {
		const { delta, heartbeat, requests } = tick;
		const latest = choices(requests, () => together(delta, heartbeat));
		const waiting = choices(requests, () => heartbeat);
		const opened = choices(requests, () => tick.opening());
		for (const viewer of this.viewers) {
			if (!this.#mayWrite(viewer, nowMs, latest(viewer.watching) !== undefined)) continue;
			const opening = viewer.needsSnapshot ? tick.opening() : undefined;
			// who waits for a first snapshot can make nothing of a delta
			const say = opening ? opened : viewer.needsSnapshot ? waiting : latest;
			const frames = say(viewer.watching);
			if (opening) viewer.needsSnapshot = false;
			if (frames) viewer.write(frames);
		}
	}

	/** One viewer's own message; false when it was left out, for the viewer is behind. */
	sendTo(viewer: Viewer, frame: Buffer): boolean {
		const takes = viewer.takes(this.#options.bufferBytes);
		if (takes) viewer.write(frame);
		return takes;
	}

	/** Bytes that wait in this process for all viewers together. */
	get bufferedBytes(): number {
		let bytes = 0;
		for (const { wire } of this.viewers) bytes += wire.writableLength;
		return bytes;
	}

	/** Whether a viewer has less waiting than the limit. */
	hasRoom(viewer: Viewer): boolean {
		return viewer.wire.writableLength <= this.#options.bufferBytes;
	}

	#mayWrite(viewer: Viewer, nowMs: number, misses: boolean): boolean {
		if (viewer.takes(this.#options.bufferBytes)) {
			viewer.behindSinceMs = undefined;
			return true;
		}
		viewer.behindSinceMs ??= nowMs;
		if (nowMs - viewer.behindSinceMs > this.#options.cutMs) {
			this.#options.onCut();
			// its close handshake would wait behind what it does not read
			viewer.wire.destroy();
		} else if (misses) {
			viewer.needsSnapshot = true;
			this.#options.onSkipped();
		}
		return false;
	}
}

/** What `first` gives as one buffer, with the requests for those who watch them; made once, when asked for. */
function choices(requests: Buffer | undefined, first: () => Buffer | undefined) {
	const made = new Map<boolean, Buffer | undefined>();
	return (watching: boolean): Buffer | undefined => {
		if (!made.has(watching)) made.set(watching, together(first(), watching ? requests : undefined));
		return made.get(watching);
	};
}
