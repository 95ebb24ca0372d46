import { connect } from 'node:net';
import type { ClientToServer, ServerToClient } from '@canario/contracts/feed';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { TestServer } from './test-server.ts';

export type Client = Socket<ServerToClient, ClientToServer>;

/** A viewer of socket.io's own make; everything that it hears is in `heard`, oldest first. */
export function aViewer({ url }: Pick<TestServer, 'url'>, origin?: string) {
	const heard: { readonly event: string; readonly value: unknown }[] = [];
	const socket: Client = io(url, {
		...{ transports: ['websocket'], forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 50 },
		...(origin !== undefined && { extraHeaders: { origin } }),
	});
	onTestFinished(() => void socket.disconnect());
	socket.onAny((event: string, ...[value]: readonly unknown[]) => void heard.push({ event, value }));
	return { socket, heard, of: (event: keyof ServerToClient) => heard.filter((one) => one.event === event) };
}

/** A viewer of no make at all: a TCP connection that can stop reading. */
export async function aRawViewer(
	{ port }: Pick<TestServer, 'port'>,
	path = '/socket.io/?EIO=4&transport=websocket',
) {
	const tcp = connect({ port, host: '127.0.0.1' });
	onTestFinished(() => void tcp.destroy());
	let bytes = Buffer.alloc(0);
	let ended = false;
	tcp.on('error', () => {});
	tcp.on('close', () => {
		ended = true;
	});
	tcp.on('data', (more: Buffer) => {
		bytes = Buffer.concat([bytes, more]);
	});
	tcp.write(
		`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
			'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
	);
	return {
		tcp,
		/** Sends a text as a client must: masked. */
		send(text: string, opcode = 0x81): void {
			const { length } = text;
			const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
			tcp.write(Buffer.concat([Buffer.from([opcode, ...size, 0, 0, 0, 0]), Buffer.from(text)]));
		},
		text: () => bytes.toString(),
		bytes: () => bytes,
		forget: () => {
			bytes = Buffer.alloc(0);
		},
		ended: () => ended,
	};
}
