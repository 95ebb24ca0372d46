import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let server: Server;
let accepted: Socket[];
let received: string;
let proxy: TcpProxy;
let client: Socket;
let answers: string;

beforeEach(async () => {
	received = '';
	accepted = [];
	answers = '';
	server = createServer((socket) => {
		accepted.push(socket);
		socket.on('error', () => {});
		socket.on('data', (bytes) => {
			received += bytes;
			socket.write(`heard ${bytes}`);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	proxy = await startTcpProxy((server.address() as AddressInfo).port);
	client = connect(proxy.port, '127.0.0.1');
	client.on('error', () => {});
	client.on('data', (bytes) => {
		answers += bytes;
	});
	await once(client, 'connect');
});
afterEach(async () => {
	client.destroy();
	await proxy.close();
	server.close();
});

describe('a TCP proxy', () => {
	it('passes both directions on', async () => {
		client.write('a');
		await expect.poll(() => answers).toBe('heard a');
	});

	it('keeps answers back that the server has given, and lets them go in order', async () => {
		proxy.hold('answers');
		client.write('a');
		await expect.poll(() => proxy.held('answers')).toBe(7);
		client.write('b');
		await expect.poll(() => received).toBe('ab');
		expect(answers).toBe('');
		proxy.release();
		await expect.poll(() => answers).toBe('heard aheard b');
		expect(proxy.held('answers')).toBe(0);
	});

	it('keeps requests back, and never delivers those of a connection that ended', async () => {
		proxy.hold('requests');
		client.write('a');
		await expect.poll(() => proxy.held('requests')).toBe(1);
		client.destroy();
		await once(client, 'close');
		proxy.release();
		const other = connect(proxy.port, '127.0.0.1');
		other.write('b');
		await once(other, 'data');
		other.destroy();
		expect(received).toBe('b');
	});

	it('delays answers, each from its own arrival', async () => {
		proxy.delayAnswers(200);
		const startedMs = performance.now();
		client.write('a');
		client.write('b');
		await expect.poll(() => answers.replaceAll('heard ', '')).toBe('ab');
		expect(performance.now() - startedMs).toBeGreaterThan(195);
	});

	it('ends a connection on both sides when one side ends it', async () => {
		client.write('a');
		await expect.poll(() => received).toBe('a');
		const ended = once(client, 'close');
		for (const socket of accepted) socket.destroy();
		await ended;
	});
});
