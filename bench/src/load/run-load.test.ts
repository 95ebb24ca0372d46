import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptedIn, faultsIn, type Load } from './load.ts';
import { runLoad } from './run-load.ts';

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

async function loadOn(listener: RequestListener): Promise<Load> {
	const listening = createServer(listener);
	server = listening;
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	const { port } = listening.address() as AddressInfo;
	const load = { port, path: '/', body: '{}', connections: 4, warmUpSeconds: 0.05, seconds: 0.2 };
	return runLoad(load, () => {});
}

describe('a run of load', () => {
	it('counts the answers by status, and those of the warm-up only among all that were accepted', async () => {
		let asked = 0;
		let accepted = 0;
		const load = await loadOn((request, response) => {
			request.resume();
			asked += 1;
			const status = asked % 3 === 0 ? 503 : 201;
			if (status === 201) accepted += 1;
			response.writeHead(status, { 'content-length': 2 }).end('{}');
		});
		expect(load.everAccepted).toBe(accepted);
		expect(load.statuses['201']).toBe(acceptedIn(load));
		expect(acceptedIn(load)).toBeGreaterThan(0);
		expect(acceptedIn(load)).toBeLessThan(accepted);
		expect(load.unanswered).toBe(0);
		expect(load.accepted.p95).toBeGreaterThan(0);
		expect(faultsIn(load)).toEqual([`${load.statuses['503']} answers with 503`]);
		expect(faultsIn(load, ['503'])).toEqual([]);
	});

	it('counts a request whose connection is lost, and goes on with a new one', async () => {
		let asked = 0;
		const load = await loadOn((request, response) => {
			request.resume();
			asked += 1;
			if (asked % 10 === 0) response.destroy();
			else response.writeHead(200, { 'content-length': 0 }).end();
		});
		expect(load.unanswered).toBeGreaterThan(0);
		expect(load.statuses['200']).toBeGreaterThan(0);
		expect(faultsIn(load)).toEqual([`${load.unanswered} requests without an answer`]);
	});
});
