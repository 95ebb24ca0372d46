import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shownBefore } from './tell-observed.ts';

const WAIT = { data: '', wait: 10_000 };

let asked: number;
let stats: string;
const server = createServer((_, response) => {
	asked++;
	response.end(JSON.stringify({ split: { version: 9, changedAtMs: 900 } }));
});
beforeEach(async () => {
	asked = 0;
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	stats = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

it('tells since when the weights are as the statistics show them', async () => {
	expect(await shownBefore({ ...WAIT, stats })).toBe(900);
});

it('asks nobody where nobody will wait', async () => {
	expect(await shownBefore({ ...WAIT, stats, wait: false })).toBeUndefined();
	expect(await shownBefore(WAIT)).toBeUndefined();
	expect(asked).toBe(0);
});

it('keeps no change from being made where there are no statistics', async () => {
	expect(await shownBefore({ ...WAIT, stats: 'http://127.0.0.1:1' })).toBeUndefined();
});
