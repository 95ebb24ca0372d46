import { vaccinationId } from '@canario/contracts/vaccination';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededSource } from './seeded-source.ts';

const seed = () => fc.integer({ min: 0, max: 2 ** 32 - 1 });
const someRecords = () =>
	fc.array(fc.record({ name: fc.string(), age: fc.nat() }), { minLength: 1, maxLength: 50 });
const epochMs = () => fc.integer({ min: 0, max: 2 ** 48 - 1 });
const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

describe('seededSource', () => {
	it('gives the same bodies in the same order for the same seed and records', () => {
		fc.assert(
			fc.property(seed(), someRecords(), (number, records) => {
				const [one, other] = [seededSource(records, number), seededSource(records, number)];
				expect(times(30, () => one.nextBody())).toEqual(times(30, () => other.nextBody()));
			}),
		);
	});

	it('gives the same bodies whether or not ids and jitter are drawn', () => {
		fc.assert(
			fc.property(seed(), someRecords(), (number, records) => {
				const [plain, busy] = [seededSource(records, number), seededSource(records, number)];
				const withDraws = times(30, () => {
					busy.nextId(0);
					busy.jitter();
					return busy.nextBody();
				});
				expect(withDraws).toEqual(times(30, () => plain.nextBody()));
			}),
		);
	});

	it('gives only records of the file, alone or in arrays of the size asked for', () => {
		fc.assert(
			fc.property(seed(), someRecords(), fc.integer({ min: 1, max: 20 }), (number, records, size) => {
				const source = seededSource(records, number);
				expect(records).toContainEqual(JSON.parse(source.nextBody()));
				const many = JSON.parse(source.nextBody(size)) as unknown[];
				expect(many).toHaveLength(size);
				for (const record of many) expect(records).toContainEqual(record);
			}),
		);
	});

	it('differs between seeds', () => {
		const records = times(1_000, () => 0).map((_zero, age) => ({ age }));
		const [one, other] = [seededSource(records, 1), seededSource(records, 2)];
		expect(times(20, () => one.nextBody())).not.toEqual(times(20, () => other.nextBody()));
	});

	it('reaches every record', () => {
		const source = seededSource([{ age: 1 }, { age: 2 }, { age: 3 }], 5);
		expect(new Set(times(100, () => source.nextBody())).size).toBe(3);
	});

	it('gives ids of the form of UUID version 7 that carry the time and that the entry takes', () => {
		fc.assert(
			fc.property(seed(), epochMs(), (number, atMs) => {
				const id = seededSource([{}], number).nextId(atMs + 0.75);
				expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
				expect(vaccinationId.parse(id)).toBe(id);
				expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(atMs);
			}),
		);
	});

	it('gives the same ids for the same seed and times, and never one twice', () => {
		const [one, other] = [seededSource([{}], 9), seededSource([{}], 9)];
		const ids = times(20_000, () => one.nextId(1_700_000_000_000));
		expect(ids).toEqual(times(20_000, () => other.nextId(1_700_000_000_000)));
		expect(new Set(ids).size).toBe(ids.length);
	});
});
