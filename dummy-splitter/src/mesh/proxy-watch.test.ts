import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchProxy } from './proxy-watch.ts';

let attempts = 0;
let status = 200;
const proxy = createServer((_request, response) => {
	response.writeHead(status).end(`request_total{direction="outbound",dst_service="blue"} ${attempts}\n`);
});
const requests = { sent: 0, done: 0 };
let watch: ReturnType<typeof watchProxy>;
/** Asks what listens there, or nothing. */
async function start() {
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	watch = watchProxy({ url, requests: () => requests, everyMs: 20 });
}
afterEach(async () => {
	await watch.close();
	proxy.closeAllConnections();
	if (proxy.listening) proxy.close();
	Object.assign(requests, { sent: 0, done: 0 });
	[attempts, status] = [0, 200];
});
const facts = () => watch.facts();

describe('the proxy beside an entry', () => {
	it('tells what it tried again, and does not take for that what is under way', async () => {
		Object.assign(requests, { sent: 100, done: 40 });
		attempts = 60;
		await start();
		await vi.waitFor(() => expect(facts()).toEqual({ meshed: true, triedAgain: 0 }));
		Object.assign(requests, { sent: 300, done: 300 });
		attempts = 340;
		// 280 tries, of which 260 may have been first ones
		await vi.waitFor(() => expect(facts().triedAgain).toBe(20), { interval: 10 });
	});

	it('is gone where nothing listens, or something else does; and none is asked where none is to be', async () => {
		await start();
		await vi.waitFor(() => expect(facts().meshed).toBe(true));
		status = 404;
		await vi.waitFor(() => expect(facts()).toEqual({ meshed: false, triedAgain: undefined }));
		status = 200;
		await vi.waitFor(() => expect(facts().meshed).toBe(true));
		proxy.closeAllConnections();
		proxy.close();
		await vi.waitFor(() => expect(facts().meshed).toBe(false));
		await watch.close();
		watch = watchProxy({ url: undefined, requests: () => requests });
		expect(facts().meshed).toBeUndefined();
	});
});
