import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A WebSocket over a bare TCP connection, whose reading can be stopped as no library's can. */
export interface RawSocket {
	/** Sends one text message. */
	send(text: string): void;
	/** Reads nothing any more, as a process that is stopped: what comes waits in the kernels, then at the sender. */
	pause(): void;
	resume(): void;
	/** Cuts the connection off. */
	destroy(): void;
	/** Resolves when the connection is gone, whoever ended it. */
	readonly gone: Promise<void>;
}

interface Options {
	/** `http:` address, with the path. */
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Hears every text message that comes; `answer` sends one back. */
	readonly onText: (text: string, answer: (text: string) => void) => void;
}

/** @throws when the server does not agree to a WebSocket; the message carries the line with its status. */
export async function openRawSocket({ url, headers = {}, onText }: Options): Promise<RawSocket> {
	const { hostname, port, pathname, search, host } = new URL(url);
	const socket = connect({ host: hostname, port: Number(port), noDelay: true });
	const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
	const lines = {
		Host: host,
		Upgrade: 'websocket',
		Connection: 'Upgrade',
		'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
		'Sec-WebSocket-Version': '13',
		...headers,
	};
	const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
	// before it is connected, this waits
	socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${head.join('')}\r\n`);
	const rest = await acceptedHead(socket);
	// from here on, how a connection ends is what tests look at
	socket.on('error', () => {});
	const send = (text: string) => void socket.write(frame(TEXT, Buffer.from(text)));
	const read = frameReader((opcode, payload) => {
		if (opcode === TEXT) onText(payload.toString(), send);
		else if (opcode === CLOSE) socket.destroy();
		else if (opcode === PING) socket.write(frame(PONG, payload));
	});
	socket.on('data', read);
	read(rest);
	return {
		gone,
		send,
		pause: () => void socket.pause(),
		resume: () => void socket.resume(),
		destroy: () => void socket.destroy(),
	};
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

const END_OF_HEAD = '\r\n\r\n';

/** Waits for the answer's head; gives what came behind it. */
async function acceptedHead(socket: Socket): Promise<Buffer> {
	let seen: Buffer = Buffer.alloc(0);
	const reading = new AbortController();
	const closed = once(socket, 'close', { signal: reading.signal }).then(() => undefined);
	closed.catch(() => {});
	try {
		while (!seen.includes(END_OF_HEAD)) {
			const chunk = await Promise.race([closed, once(socket, 'data', { signal: reading.signal })]);
			if (chunk === undefined) throw new Error('the server ended the connection');
			seen = Buffer.concat([seen, chunk[0] as Buffer]);
		}
	} finally {
		reading.abort();
	}
	const [status = ''] = seen.toString('latin1').split('\r\n', 1);
	if (!status.includes(' 101 ')) {
		socket.destroy();
		throw new Error(`no WebSocket: ${status}`);
	}
	return seen.subarray(seen.indexOf(END_OF_HEAD) + END_OF_HEAD.length);
}

/** A frame as clients send it, masked. Payloads of clients here are short. */
function frame(opcode: number, payload: Buffer): Buffer {
	if (payload.length > 0xffff) throw new RangeError('too long for a client of the tests');
	const long = payload.length > 125;
	const mask = randomBytes(4);
	const size = Buffer.from(
		long ? [0xfe, payload.length >> 8, payload.length & 0xff] : [0x80 | payload.length],
	);
	const masked = payload.map((byte, index) => byte ^ (mask[index % 4] as number));
	return Buffer.concat([Buffer.from([0x80 | opcode]), size, mask, masked]);
}

/** Takes the stream in pieces of any size and hands on whole, unmasked, unfragmented frames. */
function frameReader(onFrame: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => void {
	let held: Buffer = Buffer.alloc(0);
	return (chunk) => {
		held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
		for (;;) {
			const size = payloadOf(held);
			if (size === undefined || held.length < size.end) return;
			onFrame((held[0] as number) & 0x0f, held.subarray(size.start, size.end));
			held = held.subarray(size.end);
		}
	};
}

/** Where the first frame's payload is; undefined until its head is there. */
function payloadOf(held: Buffer): { start: number; end: number } | undefined {
	if (held.length < 2) return undefined;
	const short = (held[1] as number) & 0x7f;
	const start = short === 126 ? 4 : short === 127 ? 10 : 2;
	if (held.length < start) return undefined;
	const length =
		short === 126 ? held.readUInt16BE(2) : short === 127 ? Number(held.readBigUInt64BE(2)) : short;
	return { start, end: start + length };
}
