import { adminAt } from '@canario/split-targets/admin-call';
import { adminSplit } from '@canario/split-targets/admin-split';
import { adminSplitTarget } from '@canario/split-targets/admin-split-target';
import { describeSplitTarget, START } from '@canario/traffic-split/contract/split-target.contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEntry, TOKEN } from './testing/start-entry.ts';

const EVERY_MS = 20;

async function startTargets() {
	const entry = await startEntry();
	const targetOf = (token: string, by: string) =>
		adminSplitTarget(adminSplit(adminAt(entry.adminUrl, token), by), EVERY_MS);
	return {
		target: targetOf(TOKEN, 'ana'),
		another: targetOf(TOKEN, 'bea'),
		stranger: targetOf('a-token-that-is-none', 'ana'),
		interrupt: entry.interrupt,
		close: entry.close,
	};
}

describeSplitTarget("an entry's admin API", startTargets, { keepsHistory: true });

describe("an entry's admin API", () => {
	let entry: Awaited<ReturnType<typeof startTargets>>;
	beforeEach(async () => {
		entry = await startTargets();
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
