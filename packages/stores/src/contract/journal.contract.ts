import type { Json } from '@canario/contracts/merge-patch';
import { describe, expect, it } from 'vitest';
import { type Journal, MAX_ENTRY_BYTES } from '../journal.ts';
import type { OpenedStore } from './record-store.contract.ts';
import { someDocument } from './some-document.ts';

const AT = 1_620_000_000_000;
const refusal = (code: string) => ({ name: 'ServiceError', code });

/** The promises in `journal.ts`, executable; part of the record store's contract. */
export function describeJournal(opened: () => OpenedStore): void {
	const journal = () => opened().store.journal;
	const append = (seq: number, data: Json = `entry ${seq}`, on: Journal = journal()) =>
		on.append('split', seq, data, AT + seq);
	const entry = (seq: number) => ({ seq, atMs: AT + seq, data: `entry ${seq}` });
	const fill = async (count: number) => {
		for (let seq = 1; seq <= count; seq++) await append(seq);
	};

	describe('the journal', () => {
		it('is empty at first', async () => {
			expect(await journal().after('split', 0, 5)).toEqual([]);
			expect(await journal().tail('split', 5)).toEqual([]);
		});

		it('gives entries oldest first after a number, and newest first from the end or before a number', async () => {
			await fill(12);
			expect(await journal().after('split', 0, 2)).toStrictEqual([entry(1), entry(2)]);
			expect(await journal().after('split', 9, 500)).toStrictEqual([entry(10), entry(11), entry(12)]);
			expect(await journal().after('split', 12, 500)).toEqual([]);
			expect(await journal().tail('split', 2)).toStrictEqual([entry(12), entry(11)]);
			expect(await journal().tail('split', 2, 10)).toStrictEqual([entry(9), entry(8)]);
			expect(await journal().tail('split', 5, 3)).toStrictEqual([entry(2), entry(1)]);
			expect(await journal().tail('split', 5, 1)).toEqual([]);
		});

		it('takes the next number and no other, and what is refused writes nothing', async () => {
			await expect(append(2)).rejects.toMatchObject(refusal('stale_version'));
			await append(1);
			await expect(append(1, 'another')).rejects.toMatchObject(refusal('stale_version'));
			await expect(append(3)).rejects.toMatchObject(refusal('stale_version'));
			await append(2);
			expect(await journal().after('split', 0, 5)).toStrictEqual([entry(1), entry(2)]);
		});

		it('lets one alone of those who append a number at once have it, though they append the same', async () => {
			const [first, second] = [journal(), (await opened().again()).journal];
			for (let seq = 1; seq <= 10; seq++) {
				const tries = Array.from({ length: 6 }, (_, n) => append(seq, 'same', n % 2 ? first : second));
				const settled = await Promise.allSettled(tries);
				const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
				expect(refusals).toEqual(
					Array.from({ length: 5 }, () => expect.objectContaining(refusal('stale_version'))),
				);
			}
			expect((await journal().after('split', 0, 500)).map(({ seq }) => seq)).toEqual([
				1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
			]);
		});

		it('keeps streams apart, also those whose names begin alike, and apart from the documents', async () => {
			await append(1);
			for (const stream of ['split-', 'spli', 'split-two', 'tokens']) {
				expect(await journal().after(stream, 0, 5)).toEqual([]);
				await journal().append(stream, 1, stream, AT);
			}
			expect(await journal().after('split', 0, 5)).toStrictEqual([entry(1)]);
			expect(await journal().tail('split', 5)).toStrictEqual([entry(1)]);
			await opened().store.insert([someDocument()]);
			expect(await opened().store.count()).toBe(1);
		});

		it.each<[string, Json]>([
			['null', null],
			['a number', -1.5e-7],
			['text of any kind', 'Sololá \u0000 \ud800 🐦 "\\'],
			['odd keys', { '': 1, $set: { 'a.b': [] }, _id: 'x', __proto: {}, constructor: null }],
			['nested arrays', [[], [[{}]], [true, false, null]]],
		])('gives data back as it was: %s', async (_, data) => {
			await append(1, data);
			expect((await journal().tail('split', 1))[0]?.data).toStrictEqual(data);
		});

		it('takes 64 KiB, and no byte more', async () => {
			await append(1, 'é'.repeat(MAX_ENTRY_BYTES / 2 - 1));
			await expect(append(2, `e${'é'.repeat(MAX_ENTRY_BYTES / 2 - 1)}`)).rejects.toMatchObject(
				refusal('invalid_input'),
			);
			expect(await journal().after('split', 1, 5)).toEqual([]);
		});

		it('is shown to whoever opens the same data, also once it was closed', async () => {
			await fill(2);
			const other = await opened().again();
			expect(await other.journal.after('split', 0, 5)).toStrictEqual([entry(1), entry(2)]);
			await opened().store.close();
			await append(3, 'entry 3', other.journal);
			expect(await (await opened().again()).journal.tail('split', 1)).toStrictEqual([entry(3)]);
		});

		it.each<[string, (journal: Journal) => Promise<unknown>]>([
			['a stream of another form', (on) => on.append('Split/1', 1, null, AT)],
			['a stream without a name', (on) => on.after('', 0, 5)],
			['a number below the first', (on) => on.append('split', 0, null, AT)],
			['a number that is not whole', (on) => on.append('split', 1.5, null, AT)],
			['a number beyond all', (on) => on.append('split', 1e10, null, AT)],
			['a time that is none', (on) => on.append('split', 1, null, Number.NaN)],
			['data that is no JSON', (on) => on.append('split', 1, undefined as unknown as Json, AT)],
			['no limit', (on) => on.after('split', 0, 0)],
			['too high a limit', (on) => on.tail('split', 501)],
			['a negative number to read from', (on) => on.after('split', -1, 5)],
			['a number below the first to read before', (on) => on.tail('split', 5, 0)],
		])('refuses %s', async (_, call) => {
			await expect(call(journal())).rejects.toMatchObject(refusal('invalid_input'));
			expect(await journal().after('split', 0, 5)).toEqual([]);
		});
	});
}
