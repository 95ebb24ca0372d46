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
			received += String(bytes);
			socket.write(`heard ${String(bytes)}`);
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

	it.each(['requests', 'answers'] as const)(
		'keeps %s back, and never delivers them when it is cut',
		async (direction) => {
			proxy.hold(direction);
			client.write('lost');
			await expect.poll(() => proxy.held(direction)).toBeGreaterThan(0);
			proxy.cut();
			await once(client, 'close');
			expect(answers).toBe('');
			expect(received).toBe(direction === 'requests' ? '' : 'lost');
			const other = connect(proxy.port, '127.0.0.1');
			other.write('passed');
			expect(String(await once(other, 'data'))).toBe('heard passed');
			other.destroy();
			expect(received).toMatch(direction === 'requests' ? /^passed$/ : /^lostpassed$/);
		},
	);

	it('lets everything pass until a request holds the marker', async () => {
		proxy.hold('answers', 'now');
		client.write('before');
		await expect.poll(() => answers).toBe('heard before');
		client.write('from now on');
		await expect.poll(() => received).toBe('beforefrom now on');
		await expect.poll(() => proxy.held('answers')).toBeGreaterThan(0);
		expect(answers).toBe('heard before');
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
