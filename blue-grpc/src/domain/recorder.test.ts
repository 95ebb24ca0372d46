import type { StoredVaccination, Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import { openSqliteRecordStore } from '@canario/stores/sqlite/sqlite-record-store';
import { describe, expect, it } from 'vitest';
import { vaccination, vaccinations } from '../testing.ts';
import { type Inserted, Recorder } from './recorder.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A recorder over a real store in memory, and what it told of its inserts. */
function recorderOn(store = openSqliteRecordStore({ path: ':memory:' }), maxPending = 2_048) {
	const told: Inserted[] = [];
	const recorder = new Recorder({
		insert: (documents) => store.insert(documents),
		nowMs: () => 5_000,
		maxPending,
		onInserted: (inserted) => told.push(inserted),
	});
	return { recorder, told, store };
}

/** A recorder whose inserts end when the test says so. */
function controlled(maxPending = 2_048) {
	const inserts: { documents: readonly StoredVaccination[]; end: () => void }[] = [];
	const recorder = new Recorder({
		insert: (documents) =>
			new Promise((resolve) => {
				inserts.push({ documents, end: () => resolve(documents.map(() => ({ outcome: 'stored' }))) });
			}),
		nowMs: () => 5_000,
		maxPending,
		onInserted: () => {},
	});
	return { recorder, inserts };
}

describe('recording', () => {
	it('stores documents of the blue lane, stamped with the time of their insert', async () => {
		const { recorder, store } = recorderOn();
		expect(await recorder.record([vaccination('a')])).toEqual(['stored']);
		expect(await store.find(['a'])).toEqual([{ ...vaccination('a'), lane: 'blue', stored_at: 5_000 }]);
	});

	it('waits before an insert for as long as it is told, and stamps documents only then', async () => {
		let nowMs = 5_000;
		const store = openSqliteRecordStore({ path: ':memory:' });
		const recorder = new Recorder({
			insert: (documents) => store.insert(documents),
			beforeInsert: async (count) => {
				nowMs += 100 * count;
			},
			nowMs: () => nowMs,
			maxPending: 10,
			onInserted: () => {},
		});
		await recorder.record(vaccinations(3));
		expect((await store.find(['v0']))[0]?.stored_at).toBe(5_300);
	});

	it('tells new, repeated and contradicting vaccinations apart', async () => {
		const { recorder } = recorderOn();
		await recorder.record([vaccination('a')]);
		const again = { accepted_at: 2_000 };
		expect(
			await recorder.record([
				vaccination('a', again),
				vaccination('a', { ...again, age: 31 }),
				vaccination('b'),
			]),
		).toEqual(['duplicate', 'conflict', 'stored']);
	});

	it('says stored when an earlier try of the same acceptance stored it and its answer was lost', async () => {
		const { recorder, told } = recorderOn();
		await recorder.record([vaccination('a')]);
		expect(await recorder.record([vaccination('a')])).toEqual(['stored']);
		expect(told.map(({ stored }) => stored.length)).toEqual([1, 0]);
	});

	it('gives each call its own outcomes, in order, however calls are merged', async () => {
		const { recorder, told } = recorderOn();
		await recorder.record(vaccinations(40).filter((_, index) => index % 3 === 0));
		const later = vaccinations(40).map((one): Vaccination => ({ ...one, accepted_at: 2_000 }));
		const calls = [later.slice(0, 1), later.slice(1, 8), later.slice(8, 20), later.slice(20)];
		const answers = await Promise.all(calls.map((call) => recorder.record(call)));
		expect(answers.flat()).toEqual(later.map((_, index) => (index % 3 === 0 ? 'duplicate' : 'stored')));
		expect(answers.map(({ length }) => length)).toEqual([1, 7, 12, 20]);
		expect(told).toHaveLength(2);
	});

	it('merges what waits into inserts of at most 500, two at a time', async () => {
		const { recorder, inserts } = controlled();
		const all = Promise.all([
			recorder.record(vaccinations(400, 'a')),
			recorder.record(vaccinations(400, 'b')),
		]);
		const rest = recorder.record(vaccinations(300, 'c'));
		await turn();
		expect(inserts.map(({ documents }) => documents.length)).toEqual([500, 500]);
		inserts[0]?.end();
		inserts[1]?.end();
		await all;
		await turn();
		inserts[2]?.end();
		expect(await rest).toHaveLength(300);
		expect(inserts.map(({ documents }) => documents.length)).toEqual([500, 500, 100]);
	});

	it('refuses a call as a whole when there is no room for all of it', async () => {
		const { recorder, inserts } = controlled(10);
		const taken = recorder.record(vaccinations(6, 'a'));
		await expect(recorder.record(vaccinations(5, 'b'))).rejects.toMatchObject({ code: 'overloaded' });
		await turn();
		inserts[0]?.end();
		await taken;
		expect(inserts.flatMap(({ documents }) => documents)).toHaveLength(6);
		expect(recorder.pending).toBe(0);
	});

	it('rejects when the record store does, and stores at the next try', async () => {
		const { recorder, store } = recorderOn();
		const broken = new Recorder({
			insert: async () => {
				throw new ServiceError('unavailable', 'the record store is not available');
			},
			nowMs: () => 5_000,
			maxPending: 10,
			onInserted: () => {},
		});
		await expect(broken.record([vaccination('a')])).rejects.toMatchObject({ code: 'unavailable' });
		expect(await recorder.record([vaccination('a')])).toEqual(['stored']);
		expect(await store.count()).toBe(1);
	});
});
