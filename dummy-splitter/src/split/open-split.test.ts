import { Lifecycle } from '@canario/service-kit/lifecycle';
import { Metrics } from '@canario/service-kit/metrics';
import { keepOpening } from '@canario/service-kit/reopening';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { RecordStore } from '@canario/stores/record-store';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSplit } from './open-split.ts';
import { EVEN, GREEN, MOST } from './some-entries.ts';

let store: RecordStore;
let lifecycle: Lifecycle;
let said: string[];
beforeEach(async () => {
	store = await openRecordStore('sqlite::memory:', { timeoutMs: 1_000 });
	const change = { by: 'ana', reason: '', kind: 'set', from: EVEN, to: MOST };
	await store.journal.append('split-two', 1, change, 5);
	said = [];
	lifecycle = new Lifecycle(log());
});
afterEach(async () => {
	await lifecycle.stop({ drainMs: 0, deadlineMs: 5_000 });
	await store.close();
});

const log = () => pino({}, { write: (line) => void said.push((JSON.parse(line) as { msg: string }).msg) });

/** Opens the split of an entry whose record store is there once `there` says so. */
async function open({ there = () => true, waitMs = 5_000, stream = 'split-two' }) {
	const options = { name: 'record store', log: log(), retryMs: 5 };
	const reach = async () => {
		if (!there()) throw new Error('away');
		return { ...store, journal: store.journal, close: async () => {} };
	};
	const records = lifecycle.own('records', keepOpening<RecordStore>(reach, options));
	const metrics = new Metrics('test', '0');
	const runtime = { lifecycle, log: log(), metrics };
	const opened = await openSplit({ weights: GREEN, stream, followMs: 5, waitMs }, records, runtime);
	return { ...opened, metrics };
}

describe('the split of an entry that starts', () => {
	it('is the last one of its history before anything is served', async () => {
		const { split, metrics } = await open({});
		expect(split.read()).toMatchObject({ version: 1, weights: MOST });
		expect(said).toContain('the last good split goes on, not the configured weights');
		expect(await metrics.text()).toMatch(/^canario_split_version\{.*\} 1$/m);
	});

	it('is the configured one where there is no history, and begins one', async () => {
		const { split } = await open({ stream: 'split' });
		expect(split.read()).toMatchObject({ version: 1, weights: GREEN, kind: 'start' });
		expect(await store.journal.tail('split', 5)).toHaveLength(1);
	});

	it('is the configured one while the record store is away, and that of the history once it is there', async () => {
		let there = false;
		const { split, history } = await open({ there: () => there, waitMs: 20 });
		expect(split.read()).toMatchObject({ version: 0, weights: GREEN });
		expect(said).toContain('begins with the configured weights');
		await expect(history.set({ weights: EVEN, by: 'ana', reason: '' })).rejects.toMatchObject({
			code: 'unavailable',
		});
		there = true;
		await expect.poll(() => split.read()).toMatchObject({ version: 1, weights: MOST });
	});

	it('follows what others change', async () => {
		const { split } = await open({});
		const change = { by: 'eva', reason: '', kind: 'set', from: MOST, to: EVEN };
		await store.journal.append('split-two', 2, change, 9);
		await expect.poll(() => split.read()).toMatchObject({ version: 2, weights: EVEN, by: 'eva' });
	});
});
