import type { FeedRequests } from '@canario/contracts/feed';
import { DeltaEncoder } from '../domain/delta-encoder.ts';
import type { StatisticsReader } from '../domain/statistics-reader.ts';
import type { Tick } from './fan-out.ts';
import { frameOf, together } from './frames.ts';

interface Options {
	readonly reader: Pick<StatisticsReader, 'last' | 'dataAgeMs'>;
	/** Time from tick to tick, milliseconds. */
	readonly tickMs: number;
	/** What was gathered of single requests since the last call. */
	readonly takeRequests: () => FeedRequests | undefined;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	readonly onDelta: () => void;
}

const HEARTBEAT_MS = 1_000;

/** Makes what is sent to everybody, each frame once. */
export class Announcer {
	readonly #options: Options;
	readonly #encoder = new DeltaEncoder();
	#heartbeatAtMs = Number.NEGATIVE_INFINITY;
	#snapshot: Buffer | undefined;

	constructor(options: Options) {
		this.#options = options;
	}

	/** What there is to say now; `nowMs` is of a clock that never runs backwards, milliseconds. */
	tick(nowMs: number): Tick {
		const { tickMs, takeRequests } = this.#options;
		const requests = takeRequests();
		const delta = this.#advance();
		// a little early rather than a tick late
		const beats = nowMs - this.#heartbeatAtMs > HEARTBEAT_MS - tickMs / 2;
		if (beats) this.#heartbeatAtMs = nowMs;
		const heartbeat = beats ? this.heartbeat() : undefined;
		let opening: Buffer | undefined;
		return {
			delta,
			heartbeat,
			requests: requests && frameOf('requests', requests),
			opening: () => {
				const snapshot = this.snapshot();
				opening ??= snapshot && together(heartbeat ?? this.heartbeat(), snapshot);
				return opening;
			},
		};
	}

	/** The snapshot that goes with the last delta; undefined before the first reading. */
	snapshot(): Buffer | undefined {
		const current = this.#snapshot === undefined ? this.#encoder.snapshot() : undefined;
		if (current) this.#snapshot = frameOf('snapshot', current);
		return this.#snapshot;
	}

	heartbeat(): Buffer {
		const { now, reader } = this.#options;
		return frameOf('heartbeat', { serverMs: now(), dataAgeMs: reader.dataAgeMs(), seq: this.#encoder.seq });
	}

	#advance(): Buffer | undefined {
		const { last } = this.#options.reader;
		if (!last || last === this.#encoder.stats) return undefined;
		const delta = this.#encoder.advance(last);
		this.#snapshot = undefined;
		if (delta) this.#options.onDelta();
		return delta && frameOf('delta', delta);
	}
}
