import { describe, expect, it, vi } from 'vitest';
import { aLive, aServer } from '../testing/test-server.ts';
import { aRawViewer, aViewer } from '../testing/test-viewers.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const PAGE = 'https://page.example';

/** A viewer who has joined without a library. */
async function joined(server: { port: number }) {
	const viewer = await aRawViewer(server);
	await until(() => expect(viewer.text()).toContain('0{"sid"'));
	viewer.send('40');
	await until(() => expect(viewer.text()).toContain('["snapshot"'));
	return viewer;
}

describe('who may connect', () => {
	it('is a page of an allowed origin, or no page', async () => {
		const server = await aServer(await aLive(), { ALLOWED_ORIGINS: `http://localhost:1,${PAGE}` });
		const [page, plain, stranger] = [
			aViewer(server, PAGE),
			aViewer(server),
			aViewer(server, 'https://evil.example'),
		];
		let refused = 0;
		stranger.socket.on('connect_error', () => {
			refused += 1;
		});
		await until(() => expect([page.socket.connected, plain.socket.connected]).toEqual([true, true]));
		await until(() => expect(refused).toBeGreaterThan(0));
		expect(await server.metric('canario_feed_refused_total{reason="origin"')).toBeGreaterThan(0);
	});

	it('is limited in number, in all and from one address', async () => {
		const server = await aServer(await aLive(), {
			...{ FEED_MAX_CONNECTIONS: '3', FEED_MAX_PER_ADDRESS: '1', TRUST_PROXY: '1' },
		});
		const from = (address: string) =>
			aRawViewer(
				server,
				`/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nX-Forwarded-For: ${address}\r\nX:`,
			);
		const viewers = [await from('192.0.2.1'), await from('192.0.2.2')];
		await until(() => expect(viewers.every((one) => one.text().includes('101 Switching'))).toBe(true));
		const again = await from('192.0.2.1');
		await until(() => expect(again.text()).toMatch(/^HTTP\/1.1 400 [\s\S]*\r\n\r\naddress$/));
		await from('192.0.2.3');
		await until(async () => expect(await server.metric('canario_feed_viewers')).toBe(3));
		const fourth = await from('192.0.2.4');
		await until(() => expect(fourth.text()).toMatch(/connections$/));
		viewers[0]?.tcp.destroy();
		await until(async () => expect(await server.metric('canario_feed_viewers')).toBe(2));
		expect(await server.metric('canario_feed_refused_total{reason="address"')).toBe(1);
		expect(await server.metric('canario_feed_refused_total{reason="connections"')).toBe(1);
	});

	it('does not come by polling', async () => {
		const { url } = await aServer(await aLive());
		expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400);
	});
});

describe('what a client may send', () => {
	it.each([
		['an unknown event', '42["steal"]', 'unknown_event'],
		['a known one with other values', '42["watch","yes"]', 'invalid'],
		['what is no packet of Socket.IO', '4x', 'invalid'],
		['what is no packet of Engine.IO', 'x', 'invalid'],
		['a message that is too large', `42["watch","${'x'.repeat(300)}"]`, 'too_large'],
	])('is not %s', async (_, text, reason) => {
		const server = await aServer(await aLive(), { FEED_MESSAGE_BYTES: '256' });
		const [other, viewer] = [await joined(server), await joined(server)];
		viewer.send(text);
		await until(() => expect(viewer.ended()).toBe(true));
		expect(await server.metric(`canario_feed_expelled_total{reason="${reason}"`)).toBe(1);
		expect(other.ended()).toBe(false);
		expect(await server.metric('canario_feed_viewers')).toBe(1);
	});

	it.each([
		['messages', '42["resync"]', 0x81],
		['pings of the WebSocket protocol', '', 0x89],
		['answers to pings that nobody sent', '3', 0x81],
	])('is not too many %s', async (_, text, opcode) => {
		const server = await aServer(await aLive());
		const viewer = await joined(server);
		for (let time = 0; time < 30; time += 1) viewer.send(text, opcode);
		await until(() => expect(viewer.ended()).toBe(true));
		expect(await server.metric('canario_feed_expelled_total{reason="too_often"')).toBe(1);
	});

	it('is not nothing: who does not join is cut off, and another namespace is none', async () => {
		const server = await aServer(await aLive());
		const viewer = await aRawViewer(server);
		await until(() => expect(viewer.text()).toContain('0{"sid"'));
		viewer.send('40/admin,');
		await until(() => expect(viewer.text()).toContain('44/admin,{"message":"Invalid namespace"}'));
		await vi.waitFor(() => expect(viewer.ended()).toBe(true), { timeout: 8_000, interval: 20 });
	}, 10_000);
});
