import { admit, type StoredVaccination, type Vaccination } from '@canario/contracts/vaccination';
import type { Delivery } from '@canario/stores/green-stream';
import type { InsertOutcome } from '@canario/stores/record-store';
import { describe, expect, it } from 'vitest';
import { apartWhenDoubtful } from './judge.ts';
import { storeDeliveries } from './store-deliveries.ts';

const vaccination = (id: string): Vaccination =>
	admit({ name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 }, id, 5);
const delivery = (entryId: string, payload: string, deliveries = 1): Delivery => ({
	entryId,
	payload,
	deliveries,
});
const deliveryOf = (id: string, deliveries = 1) =>
	delivery(`entry-${id}`, JSON.stringify(vaccination(id)), deliveries);

const outcomes: Readonly<Record<string, InsertOutcome>> = {
	again: { outcome: 'duplicate', storedAtMs: 60, sameAttempt: true },
	repeat: { outcome: 'duplicate', storedAtMs: 60, sameAttempt: false },
	conflict: { outcome: 'conflict' },
};

function store(
	deliveries: readonly Delivery[],
	triedAtMs: readonly number[] = [],
	twins: 'repeat' | 'ignore' = 'repeat',
) {
	const inserted: StoredVaccination[] = [];
	const settlement = storeDeliveries(deliveries, {
		insert: async (documents) => {
			inserted.push(...documents);
			return documents.map(({ id }) => outcomes[id] ?? { outcome: 'stored' });
		},
		nowMs: () => 100,
		giveUpAfter: 6,
		triedAtMs: new Set(triedAtMs),
		twins,
	});
	return settlement.then((settled) => ({ ...settled, inserted }));
}

describe('deliveries of traced vaccinations', () => {
	const traced = (id: string) =>
		delivery(
			`entry-${id}`,
			JSON.stringify({ ...vaccination(id), traced: `key-of-${id}`, source: 'visitor' }),
		);

	it('are told where they are stored, and nothing of the key is', async () => {
		const all = await store([
			traced('a'),
			deliveryOf('b'),
			traced('repeat'),
			traced('conflict'),
			traced('c'),
		]);
		expect(all.traced.map((one) => one.traced)).toEqual(['key-of-a', 'key-of-c']);
		expect(all.inserted.map(({ id, source }) => [id, source])).toEqual([
			['a', 'visitor'],
			['b', undefined],
			['repeat', 'visitor'],
			['conflict', 'visitor'],
			['c', 'visitor'],
		]);
		expect(JSON.stringify(all.inserted)).not.toContain('key-of');
	});
});

describe('deliveries that were handed out too often', () => {
	it('are all stored when nothing is wrong with them', async () => {
		const stored: string[] = [];
		for (const { deliveries } of apartWhenDoubtful(
			['a', 'b', 'c'].map((id) => deliveryOf(id, 6)),
			5,
		)) {
			const { settled } = await store(deliveries);
			stored.push(...settled.filter(({ result }) => result === 'stored').map(({ entryId }) => entryId));
		}
		expect(stored).toEqual(['entry-a', 'entry-b', 'entry-c']);
	});

	it('settle as stored when an earlier try had stored them', async () => {
		const { settled } = await store([deliveryOf('again', 5)]);
		expect(settled).toEqual([{ entryId: 'entry-again', result: 'stored' }]);
	});
});

describe('storing deliveries', () => {
	it('stores them as green documents of now, and counts them', async () => {
		const { inserted, settled, batches } = await store([deliveryOf('a'), deliveryOf('b')]);
		expect(inserted).toMatchObject([
			{ id: 'a', lane: 'green', stored_at: 100 },
			{ id: 'b', lane: 'green', stored_at: 100 },
		]);
		expect(settled).toEqual([
			{ entryId: 'entry-a', result: 'stored' },
			{ entryId: 'entry-b', result: 'stored' },
		]);
		expect(batches).toHaveLength(1);
		expect(batches[0]?.increments.get('lane|green')).toBe(2);
	});

	it('counts what an earlier try stored at the time of that try, and a repeat not at all', async () => {
		const { settled, batches } = await store([
			deliveryOf('again', 2),
			deliveryOf('repeat'),
			deliveryOf('new'),
		]);
		expect(settled.map(({ result }) => result)).toEqual(['stored', 'repeat', 'stored']);
		expect(batches.map(({ storedAtMs, increments }) => [storedAtMs, increments.get('lane|green')])).toEqual([
			[60, 1],
			[100, 1],
		]);
	});

	it('counts what an earlier try of its own stored, though the answer was lost', async () => {
		const { settled, batches } = await store([deliveryOf('again')], [60]);
		expect(settled).toEqual([{ entryId: 'entry-again', result: 'stored' }]);
		expect(batches).toMatchObject([{ storedAtMs: 60 }]);
	});

	it.each([
		['was stored and counted before', [delivery('twin', JSON.stringify(vaccination('again')))], ['repeat']],
		[
			'is in the same batch',
			[deliveryOf('again', 2), { ...deliveryOf('again', 2), entryId: 'twin' }],
			['stored', 'repeat'],
		],
	])('takes an entry for a repeat whose twin, of the same acceptance, %s', async (_, deliveries, results) => {
		const { settled, batches } = await store(deliveries);
		expect(settled.map(({ result }) => result)).toEqual(results);
		expect(batches).toHaveLength(deliveries.length - 1);
	});

	it('leaves a broadcast alone that another subscriber has stored', async () => {
		const { settled, batches } = await store([deliveryOf('again'), deliveryOf('repeat')], [], 'ignore');
		expect(settled).toEqual([{ entryId: 'entry-repeat', result: 'repeat' }]);
		expect(batches).toEqual([]);
	});

	it('puts a conflict aside with its content', async () => {
		const conflicting = deliveryOf('conflict');
		const { settled } = await store([conflicting]);
		expect(settled).toMatchObject([{ result: { conflict: true, payload: conflicting.payload } }]);
	});

	it.each([
		['no JSON', '{'],
		['no vaccination', '{"name":"Ana"}'],
		['one with a further field', JSON.stringify({ ...vaccination('x'), role: 'admin' })],
		['an operator of a database', JSON.stringify({ ...vaccination('x'), id: { $gt: '' } })],
	])('puts %s aside with a reason that shows no content, and stores the rest', async (_, payload) => {
		const { settled, inserted } = await store([delivery('bad', payload), deliveryOf('good')]);
		expect(settled).toEqual([
			{
				entryId: 'bad',
				result: { dead: expect.stringMatching(/^not a vaccination/), payload, conflict: false },
			},
			{ entryId: 'entry-good', result: 'stored' },
		]);
		expect(JSON.stringify(settled[0]).match(/dead":"[^"]*Ana/)).toBeNull();
		expect(inserted.map(({ id }) => id)).toEqual(['good']);
	});

	it('gives up on what was handed out too often, also alone, without trying again', async () => {
		const { settled, inserted } = await store([deliveryOf('poison', 7)]);
		expect(settled).toMatchObject([{ result: { dead: 'given up after 6 deliveries' } }]);
		expect(inserted).toEqual([]);
	});
});
