import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dummySplitter } from '@canario/dummy-splitter/service';
import { startService } from '@canario/service-kit/service';
import { ownStores } from '@canario/stores/provider';
import { describeSplitTarget, START } from '@canario/traffic-split/contract/split-target.contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminAt } from '../admin-client.ts';
import { freePort } from '../up/free-ports.ts';
import { adminSplit } from './admin-split.ts';
import { adminSplitTarget } from './admin-split-target.ts';

const TOKEN = 'a-token-for-the-test';
const EVERY_MS = 20;

/** An entry with stores of its own in a directory of its own. */
async function startEntry() {
	const dir = mkdtempSync(join(tmpdir(), 'canario-split-target-'));
	const ports = { ENTRY_PORT: String(await freePort()), ADMIN_PORT: String(await freePort()) };
	const env = {
		...ports,
		CANARIO_TOKEN: TOKEN,
		MONGODB_URL: `sqlite:${join(dir, 'records.db')}`,
		REDIS_URL: `embedded:${join(dir, 'live.db')}`,
		SPLIT_WEIGHTS: `blue=${START.blue},green=${START.green}`,
		LOG_LEVEL: 'silent',
		SHUTDOWN_DRAIN_MS: '0',
	};
	const start = () => startService(dummySplitter, env, ownStores);
	let running = await start();
	const targetOf = (token: string, by: string) =>
		adminSplitTarget(adminSplit(adminAt(`http://127.0.0.1:${ports.ADMIN_PORT}`, token), by), EVERY_MS);
	return {
		target: targetOf(TOKEN, 'ana'),
		another: targetOf(TOKEN, 'bea'),
		stranger: targetOf('a-token-that-is-none', 'ana'),
		async interrupt() {
			await running.stop();
			return async () => {
				running = await start();
			};
		},
		async close() {
			await running.stop();
			rmSync(dir, { recursive: true });
		},
	};
}

describeSplitTarget("an entry's admin API", startEntry, { keepsHistory: true });

describe("an entry's admin API", () => {
	let entry: Awaited<ReturnType<typeof startEntry>>;
	beforeEach(async () => {
		entry = await startEntry();
	});
	afterEach(() => entry.close());

	it('tells everything that a late operator missed: who, from, to and why', async () => {
		const { version } = await entry.target.read();
		await entry.another.compareAndSet({ weights: { blue: 80, green: 20 }, reason: 'first' });
		await entry.another.compareAndSet({ weights: { blue: 70, green: 30 }, reason: 'second' });
		const late = entry.target.compareAndSet({ weights: START, reason: 'late', ifVersion: version });
		await expect(late).rejects.toThrow(
			/blue=50 green=50 → blue=80 green=20.*bea.*first.*blue=70 green=30.*bea.*second/s,
		);
	});

	it('goes back by itself, and the watch shows it', async () => {
		const { version, revertAtMs, revertTo } = await entry.target.compareAndSet({
			weights: { blue: 0, green: 100 },
			reason: 'for a moment',
			revertAfterMs: 1_000,
		});
		expect(revertAtMs).toBeGreaterThan(Date.now());
		expect(revertTo).toEqual(START);
		for await (const change of entry.target.watch({ signal: AbortSignal.timeout(10_000), after: version })) {
			expect(change).toMatchObject({ kind: 'revert', from: { blue: 0, green: 100 }, to: START });
			break;
		}
		expect((await entry.target.read()).weights).toEqual(START);
	});
});
