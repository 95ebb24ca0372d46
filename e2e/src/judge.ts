import { setTimeout as sleep } from 'node:timers/promises';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { createLookup } from '@canario/operator/traffic/lookup';
import { readLedger } from '@canario/operator/traffic/read-ledger';
import { type Verification, verifyLedger } from '@canario/operator/traffic/verify-ledger';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { RecordStore } from '@canario/stores/record-store';
import { expect } from 'vitest';
import { adminAt, readStats } from './client.ts';

export interface Asked {
	/** What the senders noted down. */
	readonly ledgerPath: string;
	/** The record store itself, whatever stands between it and the services. */
	readonly recordsUrl: string;
	/** Of an entry that runs. */
	readonly adminUrl: string;
	readonly statsUrl: string;
}

/** How long green may take to store what it has accepted, and the statistics to be found wrong and rebuilt, ms. */
const STORED_WITHIN_MS = 20_000;
const HEALED_WITHIN_MS = 90_000;

/**
 * Holds a platform to its promises (docs/reliability.md): P1 what was acknowledged is stored or dead-lettered,
 * and nothing that was refused is stored; P2 nothing is stored that was not sent, and nothing twice; P3 the
 * platform's own books close; P5 the live statistics equal the record store.
 */
export async function expectPromisesKept(asked: Asked): Promise<void> {
	const verification = await compareLedger(asked, STORED_WITHIN_MS);
	expect(verification).toMatchObject({
		ok: true,
		lost: [],
		rejectedButStored: [],
		nameless: 0,
		unreadable: 0,
	});
	const { stored, unknown } = verification;
	await expectTrueViews(asked, stored.blue + stored.green + unknown.stored);
}

/** What became of everything that senders noted down, once all is there or `waitMs` are over. */
export async function compareLedger(
	{ ledgerPath, adminUrl }: Pick<Asked, 'ledgerPath' | 'adminUrl'>,
	waitMs: number,
): Promise<Verification> {
	return verifyLedger(await readLedger(ledgerPath), {
		lookup: createLookup(adminAt(adminUrl)),
		waitMs,
		now: () => performance.now(),
		pause: (ms) => sleep(ms),
	});
}

/** The record store holds so many documents, the live statistics come to say the same, and the books close. */
export async function expectTrueViews(
	{ recordsUrl, statsUrl }: Pick<Asked, 'recordsUrl' | 'statsUrl'>,
	documents: number,
): Promise<void> {
	const store = await openRecordStore(recordsUrl, { timeoutMs: 5_000 });
	try {
		const views = async () => compareViews(store, await readStats(statsUrl), documents);
		await expect
			.poll(views, { timeout: HEALED_WITHIN_MS, interval: 250 })
			.toEqual({ documents, statistics: 'equal', books: 'close' });
	} finally {
		await store.close();
	}
}

/** What the record store holds, and whether the statistics say the same; else what they say. */
async function compareViews(store: RecordStore, stats: StatsSnapshot, wanted: number) {
	const { built, ledger } = stats;
	const books = built && ledger.closes && ledger.inFlight === 0 ? 'close' : ledger;
	const { blue, green } = ledger.stored;
	// the store is counted through only where they may be equal: that is work for it
	if (blue + green !== wanted) return { shown: blue + green, books };
	const [documents, groups] = [await store.count(), await store.groups(Number.MAX_SAFE_INTEGER)];
	const [held, shown] = [sumsOfGroups(groups), sumsOfStats(stats)];
	const differ = [...new Set([...held.keys(), ...shown.keys()])]
		.filter((key) => held.get(key) !== shown.get(key))
		.map((key) => `${key}: ${held.get(key) ?? 0} stored, ${shown.get(key) ?? 0} shown`);
	return { documents, statistics: differ.length === 0 ? 'equal' : differ, books };
}

interface Group {
	readonly lane: string;
	readonly department: string;
	readonly n_dose: number;
	readonly count: number;
}

function sumsOfGroups(groups: readonly Group[]): Map<string, number> {
	const sums = new Map<string, number>();
	const add = (key: string, count: number) => sums.set(key, (sums.get(key) ?? 0) + count);
	for (const { lane, department, n_dose: dose, count } of groups) {
		add(`lane ${lane}`, count);
		add(`dose number ${dose}`, count);
		add(`department ${department}`, count);
		if (dose === 1) add(`first in ${department}`, count);
	}
	return sums;
}

function sumsOfStats({ lanes, doseNumbers, departments }: StatsSnapshot): Map<string, number> {
	const shown: [string, number][] = [
		...Object.entries(lanes).map(([lane, { stored }]): [string, number] => [`lane ${lane}`, stored]),
		...Object.entries(doseNumbers).map(([dose, count]): [string, number] => [`dose number ${dose}`, count]),
		...Object.entries(departments).flatMap(([code, { all, first }]): [string, number][] => [
			[`department ${code}`, all],
			[`first in ${code}`, first],
		]),
	];
	return new Map(shown.filter(([, count]) => count !== 0));
}
