import type { StoredVaccination } from '@canario/contracts/vaccination';
import { openMongoRecordStore } from '@canario/stores/mongo/mongo-record-store';
import type { InsertOutcome, RecordStore } from '@canario/stores/record-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrivateServer } from '../src/servers/private-server.ts';
import { startMongoStandIn } from '../src/servers/secantusdb.ts';

const WRITERS = 4;
const BATCH = 20;

/** One batch of documents that only `writer` writes. */
const batchOf = (writer: number, batch: number): StoredVaccination[] =>
	Array.from({ length: BATCH }, (_, n) => ({
		id: `${writer}-${batch}-${n}`,
		name: 'Ana Lucía Tzoc',
		location: 'Sololá',
		age: 34,
		vaccine_type: 'Moderna',
		n_dose: 1,
		department: '07',
		lane: 'blue',
		accepted_at: batch,
		stored_at: batch,
	}));

/** Writes batch after batch, each as often as it takes, until told to stop. */
function startWriting(store: RecordStore) {
	let stopping = false;
	const acknowledged: string[] = [];
	const outcomes: InsertOutcome[] = [];
	const failures: unknown[] = [];

	const write = async (writer: number) => {
		for (let batch = 0; !stopping; ) {
			const documents = batchOf(writer, batch);
			try {
				outcomes.push(...(await store.insert(documents)));
				acknowledged.push(...documents.map(({ id }) => id));
				batch += 1;
			} catch (error) {
				failures.push(error);
			}
		}
	};
	const written = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
	return {
		acknowledged,
		outcomes,
		failures,
		async stop() {
			stopping = true;
			await written;
		},
	};
}

async function foundOf(store: RecordStore, ids: readonly string[]): Promise<number> {
	let found = 0;
	for (let n = 0; n < ids.length; n += 500) found += (await store.find(ids.slice(n, n + 500))).length;
	return found;
}

const missing = process.env.CANARIO_MISSING_MONGODB;

describe.skipIf(missing)('a MongoDB record store whose server is killed again and again', () => {
	let server: PrivateServer;
	let store: RecordStore;
	let writing: ReturnType<typeof startWriting>;
	beforeEach(async () => {
		server = await startMongoStandIn();
		store = await openMongoRecordStore({ url: server.url, timeoutMs: 1_500 });
		writing = startWriting(store);
	});
	afterEach(async () => {
		await writing.stop();
		await store.close();
		await server.stop();
	});

	it('has each document of every insert that resolved, once, and needs nobody to come back', async () => {
		const untilMore = (count: number) => {
			const goal = writing.acknowledged.length + count;
			return expect.poll(() => writing.acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(goal);
		};
		for (let kill = 0; kill < 3; kill++) {
			await untilMore(1_000);
			await server.kill('SIGKILL');
			const atKill = writing.acknowledged.length;
			await server.restart();
			// A fresh store, for what the one under load has in mind does not count.
			const fresh = await openMongoRecordStore({ url: server.url, timeoutMs: 10_000 });
			expect(await foundOf(fresh, writing.acknowledged.slice(0, atKill))).toBe(atKill);
			await fresh.close();
		}
		await untilMore(200);
		await writing.stop();

		expect(writing.failures.map((error) => (error as { code?: string }).code)).toSatisfy((codes: string[]) =>
			codes.every((code) => code === 'unavailable' || code === 'deadline_exceeded'),
		);
		// What was stored by a try whose answer was lost is known again by the next.
		expect(writing.outcomes).toSatisfy((outcomes: InsertOutcome[]) =>
			outcomes.every((one) => one.outcome === 'stored' || (one.outcome === 'duplicate' && one.sameAttempt)),
		);
		expect(await foundOf(store, writing.acknowledged)).toBe(writing.acknowledged.length);
		expect(await store.count()).toBe(writing.acknowledged.length);
	});
});
