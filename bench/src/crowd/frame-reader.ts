/** Hears of a whole frame: its payload lies in `bytes` from `start` to `end` until the call returns. */
export type OnFrame = (bytes: Buffer, start: number, end: number) => void;

const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/**
 * Finds the WebSocket frames of a server, which are not masked, in what one connection receives. Nothing is copied
 * but the beginning of a frame whose end has yet to come.
 */
export class FrameReader {
	#rest: Buffer | undefined;

	/** `chunk` may be used anew by its owner after the call. */
	read(chunk: Buffer, onFrame: OnFrame): void {
		const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
		let at = 0;
		for (;;) {
			const start = payloadStart(bytes, at);
			if (start === undefined) break;
			const end = start + payloadBytes(bytes, at);
			if (end > bytes.length) break;
			onFrame(bytes, start, end);
			at = end;
		}
		this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined;
	}
}

/** Where the payload of the frame at `at` begins; undefined until its head is there. */
function payloadStart(bytes: Buffer, at: number): number | undefined {
	if (bytes.length < at + 2) return undefined;
	const short = bytes[at + 1];
	const start = at + (short === TWO_BYTES ? 4 : short === EIGHT_BYTES ? 10 : 2);
	return start <= bytes.length ? start : undefined;
}

function payloadBytes(bytes: Buffer, at: number): number {
	const short = bytes[at + 1] ?? 0;
	if (short === TWO_BYTES) return bytes.readUInt16BE(at + 2);
	return short === EIGHT_BYTES ? Number(bytes.readBigUInt64BE(at + 2)) : short;
}
