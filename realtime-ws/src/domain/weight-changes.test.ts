import { HISTORY_MS } from '@canario/contracts/history';
import type { Json } from '@canario/contracts/merge-patch';
import { openRecordStore } from '@canario/stores/open-record-store';
import { expect, it, onTestFinished } from 'vitest';
import { weightChanges } from './weight-changes.ts';

const NOW = 1_000_000_000;
const even = { blue: 50, green: 50 };
const mostlyBlue = { blue: 90, green: 10 };

async function aJournal() {
	const store = await openRecordStore('sqlite::memory:', { timeoutMs: 1_000 });
	onTestFinished(() => store.close());
	let seq = 0;
	const append = async (atMs: number, kind: string, from: Json, to: Json) => {
		seq += 1;
		await store.journal.append('split', seq, { by: 'Ana', reason: 'for Luis', kind, from, to }, atMs);
	};
	return { journal: store.journal, append };
}

it('tells the changes of the weights of the last minutes, oldest first, without who made them and why', async () => {
	const { journal, append } = await aJournal();
	await append(NOW - HISTORY_MS - 1, 'set', even, mostlyBlue);
	await append(NOW - HISTORY_MS, 'undo', mostlyBlue, even);
	await append(NOW - 2, 'set', even, mostlyBlue);
	await append(NOW - 1, 'confirm', mostlyBlue, mostlyBlue);
	await append(NOW, 'revert', mostlyBlue, even);
	expect(await weightChanges(journal, 'split', NOW)).toEqual([
		{ version: 2, atMs: NOW - HISTORY_MS, from: mostlyBlue, to: even },
		{ version: 3, atMs: NOW - 2, from: even, to: mostlyBlue },
		{ version: 5, atMs: NOW, from: mostlyBlue, to: even },
	]);
	expect(await weightChanges(journal, 'split-other', NOW)).toEqual([]);
});

it('does not take what it does not know for a change', async () => {
	const { journal, append } = await aJournal();
	await append(NOW, 'set', even, 'blue');
	await expect(weightChanges(journal, 'split', NOW)).rejects.toThrow();
});
