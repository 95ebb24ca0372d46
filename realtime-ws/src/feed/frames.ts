import type { ServerToClient } from '@canario/contracts/feed';

/** First byte of a WebSocket frame that is a whole text message (RFC 6455, 5.2). */
const WHOLE_TEXT = 0x81;

/** Payloads from here on have their length in two more bytes, or in eight. */
const TWO_BYTES = 126;
const EIGHT_BYTES = 65_536;

/** Engine.IO's packet type "message", and Socket.IO's "event" in it. */
const EVENT = '42';

/**
 * An event as the bytes that go to every viewer alike: a Socket.IO packet for the main namespace in a WebSocket
 * frame, unmasked and uncompressed as a server may send it.
 */
export function frameOf<Event extends keyof ServerToClient>(
	event: Event,
	...values: Parameters<ServerToClient[Event]>
): Buffer {
	return textFrame(`${EVENT}${JSON.stringify([event, ...values])}`);
}

/** A WebSocket frame that holds all of `text`. */
export function textFrame(text: string): Buffer {
	const bytes = Buffer.byteLength(text);
	const headerBytes = bytes < TWO_BYTES ? 2 : bytes < EIGHT_BYTES ? 4 : 10;
	const frame = Buffer.allocUnsafeSlow(headerBytes + bytes);
	frame[0] = WHOLE_TEXT;
	if (headerBytes === 2) frame[1] = bytes;
	else if (headerBytes === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(bytes, 2);
	} else {
		frame[1] = 127;
		frame.writeBigUInt64BE(BigInt(bytes), 2);
	}
	frame.write(text, headerBytes, 'utf8');
	return frame;
}

/** One buffer of those that are there, for one write; undefined when there are none. */
export function together(...frames: readonly (Buffer | undefined)[]): Buffer | undefined {
	const present = frames.filter((frame) => frame !== undefined);
	return present.length > 1 ? Buffer.concat(present) : present[0];
}
