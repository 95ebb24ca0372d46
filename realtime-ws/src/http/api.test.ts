import type { History } from '@canario/contracts/history';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { RecordStore } from '@canario/stores/record-store';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aLive, aServer, doses } from '../testing/test-server.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 10 });
const PAGE = 'https://page.example';
const point = (atMs: number) => {
	const lane = { ratePerSecond: 1, failedPerSecond: 0, ack: {}, durable: {}, inFlight: 0 };
	return { atMs, lanes: { blue: lane, green: lane }, failed: { blue: 0, green: 0 } };
};

const aHistoryWithoutStore = async () => {
	const { url } = await aServer(await aLive());
	return (await (await fetch(`${url}/api/history`)).json()) as History;
};

describe('GET /api/stats', () => {
	it('is the snapshot; who has it already hears 304 until something changes', async () => {
		const world = await aLive();
		world.state = doses(3);
		const { url } = await aServer(world);
		const first = await fetch(`${url}/api/stats`);
		expect(first.headers.get('cache-control')).toBe('public, max-age=1');
		expect(((await first.json()) as StatsSnapshot).doses.all).toBe(3);
		let etag = '';
		const ask = async () =>
			(await fetch(`${url}/api/stats`, { headers: { 'if-none-match': `"x", ${etag}` } })).status;
		await until(async () => {
			etag = (await fetch(`${url}/api/stats`)).headers.get('etag') ?? '';
			expect(await ask()).toBe(304);
		});
		world.state = doses(4);
		await until(async () => expect(await ask()).toBe(200));
	});

	it('may be read by pages of the allowed origins and by no others', async () => {
		const { url } = await aServer(await aLive(), { ALLOWED_ORIGINS: PAGE });
		const allowed = async (origin: string) => {
			const { headers } = await fetch(`${url}/api/stats`, { headers: { origin } });
			return [headers.get('access-control-allow-origin'), headers.get('vary')];
		};
		expect(await allowed(PAGE)).toEqual([PAGE, 'Origin']);
		expect(await allowed('https://evil.example')).toEqual([null, 'Origin']);
	});
});

describe('GET /api/history', () => {
	it('has the points that any replica wrote, oldest first, and itself writes one every five seconds', async () => {
		const world = await aLive();
		const soon = Math.floor(Date.now() / 5_000) * 5_000;
		await world.live.statistics.addPoint(point(soon - 5_000));
		const { url } = await aServer(world);
		const times = async () => {
			const { points } = (await (await fetch(`${url}/api/history`)).json()) as { points: { atMs: number }[] };
			return points.map(({ atMs }) => atMs);
		};
		expect(await times()).toEqual([soon - 5_000]);
		await vi.waitFor(async () => expect((await times()).length).toBeGreaterThan(1), {
			...{ timeout: 9_000, interval: 100 },
		});
		expect((await times()).every((atMs) => atMs % 5_000 === 0)).toBe(true);
	}, 10_000);

	it('has the changes of the weights while the record store can be read, and the points in any case', async () => {
		const world = await aLive();
		const atMs = Date.now();
		await world.live.statistics.addPoint(point(Math.floor(atMs / 5_000) * 5_000));
		const records = await openRecordStore('sqlite::memory:', { timeoutMs: 1_000 });
		onTestFinished(() => records.close());
		const [from, to] = [
			{ blue: 50, green: 50 },
			{ blue: 90, green: 10 },
		];
		const change = { by: 'Ana', reason: 'for Luis', kind: 'set', from, to };
		await records.journal.append('split-tests', 1, change, atMs);
		const server = await aServer(
			{ ...world, records: { ...records, journal: records.journal, close: async () => {} } as RecordStore },
			{ MONGODB_URL: 'sqlite:unused', SPLIT_HISTORY: 'split-tests' },
		);
		const history = async () => (await (await fetch(`${server.url}/api/history`)).json()) as History;
		await until(async () => expect((await history()).changes).toEqual([{ version: 1, atMs, from, to }]));
		await records.close();
		await until(async () => expect('changes' in (await history())).toBe(false));
		expect((await history()).points).not.toEqual([]);
		expect('changes' in (await aHistoryWithoutStore())).toBe(false);
	});
});

describe('GET /api/records', () => {
	it('answers with a page of the log', async () => {
		const { url } = await aServer(await aLive(), { MONGODB_URL: 'sqlite::memory:' });
		await until(async () => {
			const response = await fetch(`${url}/api/records?lane=blue&limit=5`);
			expect([response.status, await response.json()]).toEqual([200, { records: [] }]);
		});
	});

	it.each([
		'limit=0',
		'limit=101',
		'lane=red',
		'dose=x',
		'nothing=1',
		'lane=blue&lane=green',
		'cursor=%24gt',
	])('refuses ?%s', async (query) => {
		const { url } = await aServer(await aLive(), { MONGODB_URL: 'sqlite::memory:' });
		await until(async () => expect((await fetch(`${url}/api/records`)).status).toBe(200));
		const response = await fetch(`${url}/api/records?${query}`);
		expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
			400,
			'invalid_input',
		]);
	});

	it('is unavailable without a record store, which the rest does not need', async () => {
		const { url } = await aServer(await aLive());
		expect((await fetch(`${url}/api/records`)).status).toBe(503);
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
	});

	it('is limited for an address', async () => {
		const server = await aServer(await aLive(), { RECORDS_PER_MINUTE: '8', MONGODB_URL: 'sqlite::memory:' });
		const statuses: number[] = [];
		for (let time = 0; time < 3; time += 1) statuses.push((await fetch(`${server.url}/api/records`)).status);
		const last = await fetch(`${server.url}/api/records`);
		expect([statuses[2], last.status, Number(last.headers.get('retry-after'))]).toEqual([429, 429, 8]);
		expect(await server.metric('canario_records_refused_total')).toBe(2);
	});
});
