import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminCall } from '@canario/split-targets/admin-call';
import { openRecordStore } from '@canario/stores/open-record-store';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { adminOf } from '../admin-client.ts';
import { freePortBase } from './free-ports.ts';
import { type Platform, startPlatform } from './platform.ts';
import { readSnapshot } from './snapshot.ts';

const VALID = { name: 'Ana Tzoc', location: 'peten', age: 34, vaccine_type: 'pfizer', n_dose: 2 };

interface Answer {
	readonly outcome: string;
	readonly code?: string;
	readonly lane: string;
}

describe('a fault on purpose', { timeout: 40_000 }, () => {
	let dataDir: string;
	let platform: Platform;
	let admin: AdminCall;
	afterEach(async () => {
		await platform.stop();
		rmSync(dataDir, { recursive: true });
	});
	const start = async (weights: string, env: NodeJS.ProcessEnv = {}) => {
		dataDir = mkdtempSync(join(tmpdir(), 'canario-faults-'));
		platform = await startPlatform({
			...{ dataDir, fresh: false, embedded: true, processes: false, host: '127.0.0.1', weights },
			portBase: await freePortBase(),
			env: { PATH: process.env.PATH, STATS_SETTLE_MS: '0', ...env },
			onCrash: () => {},
			signal: new AbortController().signal,
		});
		admin = adminOf({ data: dataDir }, {});
	};
	const send = (body: unknown) =>
		fetch(platform.urls.entry, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	const sendMany = async (count: number) => {
		const { results } = (await (await send(Array(count).fill(VALID))).json()) as { results: Answer[] };
		return results;
	};
	const snapshot = () => readSnapshot(platform.urls.stats);
	const soon = { timeout: 10_000, interval: 50 };

	it('shows in the answers at its rate, in the statistics, and to viewers, and the books stay closed', async () => {
		await start('blue=0,green=1');
		await admin('PUT', '/faults/green', { errors: 0.3, reason: 'a lesson', by: 'ana' });
		await vi.waitFor(async () => {
			expect((await sendMany(20)).some(({ outcome }) => outcome === 'failed')).toBe(true);
		}, soon);
		const before = (await snapshot()).lanes.green.tally.failed;
		const results: Answer[] = [];
		while (results.length < 2_000) results.push(...(await sendMany(500)));
		const failed = results.filter(({ outcome }) => outcome === 'failed');
		// 2,000 draws of 30 %: five standard deviations are 102
		expect(Math.abs(failed.length - 600)).toBeLessThan(103);
		expect(new Set(failed.map(({ code, lane }) => `${code} ${lane}`))).toEqual(new Set(['injected green']));
		await vi.waitFor(async () => {
			const { lanes, ledger, faults } = await snapshot();
			expect(lanes.green.tally.failed).toBeGreaterThanOrEqual(before + failed.length);
			expect(ledger).toMatchObject({ inFlight: 0, lost: 0, closes: true });
			expect(ledger.stored.green).toBe(lanes.green.tally.accepted);
			expect(faults).toEqual([{ lane: 'green', errors: 0.3, untilMs: expect.any(Number) }]);
		}, soon);
		await platform.stop();
		const store = await openRecordStore(`sqlite:${join(dataDir, 'records.sqlite')}`, { timeoutMs: 1_000 });
		expect(await store.journal.tail('audit', 1)).toMatchObject([
			{ data: { kind: 'fault set', lane: 'green', errors: 0.3, by: 'ana', reason: 'a lesson' } },
		]);
		await store.close();
	});

	it('at 100 % fails each sender with 503, and ends by itself', async () => {
		await start('blue=1,green=0');
		const { untilMs } = (await admin('PUT', '/faults/blue', { errors: 1, forMs: 2_000 })) as {
			untilMs: number;
		};
		await vi.waitFor(async () => {
			const answer = await send(VALID);
			expect(answer.status).toBe(503);
			expect(await answer.json()).toMatchObject({ code: 'injected', lane: 'blue' });
			expect([answer.headers.get('retry-after'), answer.headers.get('x-canario-lane')]).toEqual([
				'1',
				'blue',
			]);
		}, soon);
		for (let sent = 0; sent < 10; sent++) expect((await send(VALID)).status).toBe(503);
		await vi.waitFor(async () => expect((await send(VALID)).status).toBe(201), soon);
		expect(Date.now()).toBeGreaterThanOrEqual(untilMs);
		expect(await admin('GET', '/faults')).toEqual({ faults: [] });
		expect(await snapshot()).not.toHaveProperty('faults');
	});

	it('that hangs lets its senders go at the deadline, spares the other lane, and is over when it is cleared', async () => {
		await start('blue=1,green=1', {
			HOP_DEADLINE_MS: '600',
			BLUE_GRPC_DEADLINE_MS: '500',
			RECORDS_TIMEOUT_MS: '400',
		});
		await admin('PUT', '/faults/green', { hang: true });
		await vi.waitFor(async () => {
			const startedMs = performance.now();
			const answers = await Promise.all([send(VALID), send(VALID)]);
			expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 503]);
			expect(performance.now() - startedMs).toBeLessThan(3_000);
		}, soon);
		for (const url of [platform.urls.green, platform.urls.entry]) {
			expect((await fetch(`${url}/readyz`)).status).toBe(200);
		}
		await admin('DELETE', '/faults/green');
		await vi.waitFor(async () => {
			const answers = await Promise.all([send(VALID), send(VALID)]);
			expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 202]);
		}, soon);
	});

	it('that drops loses vaccinations in the classroom mode, and the ledger counts them', async () => {
		await start('blue=0,green=1', { GREEN_DELIVERY: 'pubsub' });
		await admin('PUT', '/faults/green', { drop: 1 });
		await vi.waitFor(async () => {
			await sendMany(10);
			expect(await (await fetch(`${platform.urls.subscriber}/metrics`)).text()).toMatch(/kind="drop"/);
		}, soon);
		const { lost } = (await snapshot()).ledger;
		await sendMany(50);
		await vi.waitFor(async () => {
			const { ledger } = await snapshot();
			expect(ledger.lost).toBeGreaterThanOrEqual(lost + 50);
			expect(ledger.closes).toBe(false);
		}, soon);
	});
});
