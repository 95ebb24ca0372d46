import { describe, expect, it } from 'vitest';
import { ledgerOf } from './ledger.ts';
import { someWriter } from './testing/some-reports.ts';
import { someState } from './testing/some-state.ts';

describe('the ledger', () => {
	const counters = new Map([
		['lane|blue', 50],
		['lane|green', 40],
	]);
	const green = { taken: 50, repeats: 2, deadLettered: 3, conflicts: 1, pending: 5 };

	it('closes when accepted is stored, in flight and dead-lettered together', () => {
		expect(ledgerOf(someState({ counters, green, checkedAtMs: 7 }))).toEqual({
			accepted: { blue: 50, green: 48 },
			stored: { blue: 50, green: 40 },
			inFlight: 5,
			deadLettered: 3,
			conflicts: 1,
			repeats: 2,
			lost: 0,
			closes: true,
			checkedAtMs: 7,
		});
	});

	it('names what is lost, but not what a subscriber still holds', () => {
		const losing = { ...green, taken: 60 };
		expect(ledgerOf(someState({ counters, green: losing }))).toMatchObject({
			lost: 10,
			closes: false,
		});
		const holding = someWriter({ held: 4 });
		expect(ledgerOf(someState({ counters, green: losing, reports: [holding] })).lost).toBe(6);
	});

	it('does not close on more than was accepted, nor before the statistics are built', () => {
		expect(ledgerOf(someState({ counters, green: { ...green, taken: 0 } }))).toMatchObject({
			lost: 0,
			closes: false,
		});
		expect(ledgerOf(someState({ counters, green, built: false })).closes).toBe(false);
	});
});
