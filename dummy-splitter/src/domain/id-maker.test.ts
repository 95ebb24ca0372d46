import { describe, expect, it } from 'vitest';
import { idMaker } from './id-maker.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timeOf = (id: string) => Number.parseInt(id.slice(0, 13).replace('-', ''), 16);

describe('idMaker', () => {
	it('makes UUIDs of version 7 that tell their time', () => {
		const id = idMaker(() => 1_700_000_000_000)();
		expect(id).toMatch(UUID_V7);
		expect(timeOf(id)).toBe(1_700_000_000_000);
	});

	it('makes each greater than the one before: within a millisecond, over them, and when the clock goes back', () => {
		let now = 1_000;
		const newId = idMaker(() => now);
		const ids: string[] = [];
		for (const at of [1_000, 1_001, 1_001, 999, 1_002]) {
			now = at;
			for (let n = 0; n < 1_000; n++) ids.push(newId());
		}
		expect(ids.toSorted()).toEqual(ids);
		expect(new Set(ids).size).toBe(5_000);
	});

	it('makes others in another process that starts at the same instant', () => {
		const [here, there] = [idMaker(() => 5), idMaker(() => 5)];
		const ids = Array.from({ length: 1_000 }, () => [here(), there()]).flat();
		expect(new Set(ids).size).toBe(2_000);
	});
});
