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
		const server = await aServer(await aLive());
		expect((await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400);
		expect(await server.metric('canario_feed_refused_total{reason="transport"')).toBe(1);
	});

	it('speaks the protocol of today', async () => {
		const server = await aServer(await aLive());
		const viewer = await aRawViewer(server, '/socket.io/?EIO=3&transport=websocket');
		await until(() => expect(viewer.text()).toMatch(/^HTTP\/1.1 400 [\s\S]*\r\n\r\nprotocol$/));
		expect(await server.metric('canario_feed_refused_total{reason="protocol"')).toBe(1);
	});

	it('does not come on the ticket of another connection', async () => {
		const server = await aServer(await aLive());
		const viewer = await joined(server);
		const sid = /0\{"sid":"([^"]+)"/.exec(viewer.text())?.[1];
		const second = await aRawViewer(server, `/socket.io/?EIO=4&transport=websocket&sid=${sid}`);
		// the WebSocket is closed as soon as it is open
		await until(() => expect(second.text()).toMatch(/\r\n\r\n\ufffd/));
		const stranger = await aRawViewer(server, '/socket.io/?EIO=4&transport=websocket&sid=none');
		await until(() => expect(stranger.ended()).toBe(true));
		expect(await server.metric('canario_feed_refused_total{reason="malformed"')).toBe(1);
		expect([viewer.ended(), await server.metric('canario_feed_viewers')]).toEqual([false, 1]);
	});
});

describe('what a client may send', () => {
	it.each([
		['an unknown event', '42["steal"]', 'unknown_event'],
		['a known one with other values', '42["watch","yes"]', 'invalid'],
		['what is no packet of Socket.IO', '4x', 'invalid'],
		['an event that cannot be read', '42["watch"', 'invalid'],
		['what is no packet of Engine.IO', 'x', 'invalid'],
		['another namespace', '40/admin,', 'invalid'],
		['an answer to what nobody asked', '431["x"]', 'invalid'],
		['the head of a binary event', '451-["watch",{"_placeholder":true,"num":0}]', 'invalid'],
		['bytes', 'bAAAA', 'invalid'],
		['a message that is too large', `42["watch","${'x'.repeat(300)}"]`, 'too_large'],
	])('is not %s', async (_, text, reason) => {
		const server = await aServer(await aLive(), { FEED_MESSAGE_BYTES: '256' });
		const [other, viewer] = [await joined(server), await joined(server)];
		viewer.forget();
		viewer.send(text);
		await until(() => expect(viewer.ended()).toBe(true));
		// a disconnect and the WebSocket's close; of what is too large ws has sent the close before anybody hears of it
		expect(
			viewer.bytes().includes(reason === 'too_large' ? '\x88\x02\x03\xf1' : '\x81\x0241\x88', 0, 'latin1'),
		).toBe(true);
		expect(await server.metric(`canario_feed_expelled_total{reason="${reason}"`)).toBe(1);
		expect(other.ended()).toBe(false);
		expect(await server.metric('canario_feed_viewers')).toBe(1);
	});

	it('is told to socket.io clients so that they do not come again by themselves', async () => {
		const { socket } = aViewer(await aServer(await aLive()));
		const reasons: string[] = [];
		socket.on('disconnect', (reason) => reasons.push(reason));
		await until(() => expect(socket.connected).toBe(true));
		socket.emit('steal' as 'resync');
		await until(() => expect(reasons).toEqual(['io server disconnect']));
		expect(socket.active).toBe(false);
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

	it('is not nothing: who does not join is cut off', async () => {
		const server = await aServer(await aLive());
		const viewer = await aRawViewer(server);
		await until(() => expect(viewer.text()).toContain('0{"sid"'));
		await vi.waitFor(() => expect(viewer.ended()).toBe(true), { timeout: 8_000, interval: 20 });
		expect(await server.metric('canario_feed_expelled_total{reason="not_joined"')).toBe(1);
		expect(await server.metric('canario_feed_expelled_total{reason="invalid"')).toBe(0);
	}, 10_000);

	it('is nothing before the join', async () => {
		const server = await aServer(await aLive());
		const viewer = await aRawViewer(server);
		await until(() => expect(viewer.text()).toContain('0{"sid"'));
		viewer.send('42["resync"]');
		await until(() => expect(viewer.ended()).toBe(true));
		expect(await server.metric('canario_feed_expelled_total{reason="invalid"')).toBe(1);
	});

	it.each(['41', '1'])('is a farewell (%s), after which it counts no more', async (farewell) => {
		const server = await aServer(await aLive());
		const viewer = await joined(server);
		viewer.send(farewell);
		await until(() => expect(viewer.ended()).toBe(true));
		expect(await server.metric('canario_feed_viewers')).toBe(0);
		expect(await server.metric('canario_feed_expelled_total')).toBe(0);
	});
});
