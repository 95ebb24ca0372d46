/** What the feed needs of a viewer's TCP connection. */
export interface Wire {
	/** Bytes that wait in this process. */
	readonly writableLength: number;
	readonly writable: boolean;
	write(bytes: Buffer): unknown;
	destroy(): unknown;
}

interface Options {
	readonly wire: Wire;
	/** What Socket.IO itself has yet to send: frames must not overtake it. */
	readonly connection: { readonly writeBuffer: readonly unknown[] };
	readonly address: string;
	/** When it is told to connect anew, by the clock of the feed, milliseconds. */
	readonly rotateAtMs: number;
}

/** One who watches: what was and was not sent to them. */
export class Viewer {
	readonly wire: Wire;
	readonly address: string;
	readonly #connection: Options['connection'];
	/** Gets a snapshot before any further delta. */
	needsSnapshot = true;
	/** Wants the single requests. */
	watching = false;
	/** Since when bytes have been left out for it, by the clock of the feed; undefined while it keeps up. */
	behindSinceMs: number | undefined;
	rotateAtMs: number;
	/** Was told to connect anew. */
	rotating = false;
	/** When it last asked for a snapshot. */
	resyncAtMs = Number.NEGATIVE_INFINITY;

	constructor({ wire, connection, address, rotateAtMs }: Options) {
		this.wire = wire;
		this.#connection = connection;
		this.address = address;
		this.rotateAtMs = rotateAtMs;
	}

	/** Whether it can be written to: it has taken what it was sent but for `limitBytes`; all of it, once it fell behind. */
	takes(limitBytes: number): boolean {
		const waiting = this.wire.writableLength;
		return (
			waiting <= (this.behindSinceMs === undefined ? limitBytes : 0) &&
			this.#connection.writeBuffer.length === 0
		);
	}

	/** Writes frames; a wire that has ended is left alone, its close is told elsewhere. */
	write(frames: Buffer): void {
		if (this.wire.writable) this.wire.write(frames);
	}
}
