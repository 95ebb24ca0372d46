import { inspect } from 'node:util';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { someDocument } from '../contract/some-document.ts';
import type { RecordStore } from '../record-store.ts';
import { freshDatabase } from './fresh-database.ts';
import { openMongoRecordStore } from './mongo-record-store.ts';
import { placeOf } from './mongo-url.ts';
import { type Relay, startRelay } from './relay.ts';

const SERVER = process.env.TEST_MONGODB_URL ?? '';
const TIMEOUT_MS = 1_000;

describe.skipIf(!SERVER)('a MongoDB record store, when the way to the server fails', () => {
	let database: ReturnType<typeof freshDatabase>;
	let relay: Relay;
	let store: RecordStore;

	beforeEach(async () => {
		database = freshDatabase(SERVER);
		const [host = '', port = '27017'] = placeOf(SERVER)?.hosts.split(',')[0]?.split(':') ?? [];
		relay = await startRelay(host, Number(port));
		// Directly, or the driver would go round the relay to the addresses that the server tells.
		const url = new URL(database.url.replace(placeOf(SERVER)?.hosts ?? '', `127.0.0.1:${relay.port}`));
		url.searchParams.set('directConnection', 'true');
		store = await openMongoRecordStore({ url: url.href, timeoutMs: TIMEOUT_MS });
	});
	afterEach(async () => {
		await store.close();
		await relay.close();
		await database.drop();
	});

	const insert = () => store.insert([someDocument()]);
	/** What a call rejects with, and after how many milliseconds. */
	async function failureOf(call: Promise<unknown>) {
		const startedAtMs = performance.now();
		const error = await call.then(
			() => undefined,
			(reason: unknown) => reason,
		);
		return { error, tookMs: performance.now() - startedAtMs };
	}

	it('stores a document once when the answer to its insert is lost, and knows its own attempt again', async () => {
		relay.loseAnswerTo('Ana Lucía Tzoc');
		expect(await insert()).toEqual([
			{ outcome: 'duplicate', storedAtMs: someDocument().stored_at, sameAttempt: true },
		]);
		expect(await store.count()).toBe(1);
	});

	it('appends to the journal once when the answer is lost, and tells its own entry from that of another', async () => {
		relay.loseAnswerTo('weights of mine');
		await store.journal.append('split', 1, 'weights of mine', 5);
		await expect(store.journal.append('split', 1, 'weights of mine', 5)).rejects.toMatchObject({
			code: 'stale_version',
		});
		expect(await store.journal.tail('split', 5)).toEqual([{ seq: 1, atMs: 5, data: 'weights of mine' }]);
	});

	it('goes on over new connections when the old ones break', async () => {
		await store.ping();
		relay.cut();
		expect(await insert()).toEqual([{ outcome: 'stored' }]);
		relay.cut();
		expect(await store.find(['id-1'])).toHaveLength(1);
	});

	it('gives up in time on a server that is silent, and works again by itself once it speaks', async () => {
		await store.insert([someDocument({ id: 'first', stored_at: 1 })]);
		relay.silence();
		for (const call of [insert(), store.find(['id-1']), store.ping()]) {
			const { error, tookMs } = await failureOf(call);
			expect(error).toMatchObject({ name: 'ServiceError', code: 'deadline_exceeded' });
			expect(tookMs).toBeLessThan(TIMEOUT_MS + 500);
		}
		relay.resume();
		await expect
			.poll(() => store.find(['first']).catch(() => []), { timeout: 10_000 })
			.toEqual([someDocument({ id: 'first', stored_at: 1 })]);
	});

	it('is unavailable while the server is away, and works again by itself once it is back', async () => {
		await store.insert([someDocument({ id: 'first' })]);
		await relay.leave();
		for (let n = 0; n < 2; n++) {
			const { error, tookMs } = await failureOf(insert());
			expect(error).toMatchObject({ name: 'ServiceError', code: 'unavailable' });
			expect(tookMs).toBeLessThan(TIMEOUT_MS + 500);
		}
		await relay.comeBack();
		await expect
			.poll(() => insert().then(([one]) => one?.outcome), { timeout: 10_000 })
			.toBeOneOf(['stored', 'duplicate']);
		expect(await store.count()).toBe(2);
	});

	it('closes in time although the server is silent', async () => {
		await insert();
		relay.silence();
		const { tookMs } = await failureOf(store.close());
		expect(tookMs).toBeLessThan(TIMEOUT_MS + 500);
	});
});

describe.skipIf(!SERVER)('a document in MongoDB', () => {
	let database: ReturnType<typeof freshDatabase>;
	let store: RecordStore;
	let client: MongoClient;
	beforeEach(async () => {
		database = freshDatabase(SERVER);
		store = await openMongoRecordStore({ url: database.url, timeoutMs: 5_000 });
		client = new MongoClient(database.url);
	});
	afterEach(async () => {
		await store.close();
		await client.close();
		await database.drop();
	});

	it('has the names that the sender used, and times that people can query', async () => {
		await store.insert([someDocument()]);
		const { id, accepted_at, stored_at, ...same } = someDocument();
		expect(await client.db().collection('vaccinations').find().toArray()).toStrictEqual([
			{ _id: id, ...same, accepted_at: new Date(accepted_at), stored_at: new Date(stored_at) },
		]);
	});

	it('is found by an index on its time, however often the store was opened', async () => {
		const again = await openMongoRecordStore({ url: database.url, timeoutMs: 5_000 });
		const indexes = await client.db().collection('vaccinations').indexes();
		expect(indexes.map(({ key }) => key)).toEqual([{ _id: 1 }, { stored_at: -1, _id: -1 }]);
		await again.close();
	});

	it('that another unique index refuses makes an error that names no people', async () => {
		await client.db().collection('vaccinations').createIndex({ name: 1 }, { unique: true });
		await store.insert([someDocument()]);
		const error: unknown = await store.insert([someDocument({ id: 'id-2' })]).catch((reason) => reason);
		expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('a unique index') });
		expect(inspect(error, { depth: 9 })).not.toContain('Ana');
	});

	it('that a rule of the database refuses makes an error with the code of it, and names no people', async () => {
		const validator = { name: { $ne: someDocument().name } };
		await client.db().command({ collMod: 'vaccinations', validator });
		const error: unknown = await store.insert([someDocument()]).catch((reason) => reason);
		expect(error).toMatchObject({
			code: 'invalid_input',
			message: expect.stringMatching(/refused: code 121$/),
		});
		expect(inspect(error, { depth: 9 })).not.toContain('Ana');
	});

	it('cannot be stored where the index is another: opening says what the server refused', async () => {
		const collection = client.db().collection('vaccinations');
		await collection.dropIndex('stored_at_-1__id_-1');
		await collection.createIndex({ stored_at: -1, _id: -1 }, { unique: true });
		const opening = openMongoRecordStore({ url: database.url, timeoutMs: 2_000 });
		await expect(opening).rejects.toMatchObject({
			code: 'unavailable',
			message: expect.stringMatching(/refused: code \d+, \w+$/),
		});
	});
});
