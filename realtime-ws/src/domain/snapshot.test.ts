import type { Fault } from '@canario/contracts/fault';
import type { EntryReport } from '@canario/contracts/service-report';
import { slotField, slotOf } from '@canario/stores/counters';
import { encoded, someEntry } from '@canario/stores/testing/some-reports';
import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it } from 'vitest';
import { snapshotOf } from './snapshot.ts';

const NOW = Date.UTC(2021, 10, 30, 12, 0, 30);
const tally = { stored: 0, accepted: 0, duplicates: 0, conflicts: 0, failed: 0 };

const entry = (over: Partial<EntryReport> = {}) =>
	someEntry({
		observed: { blue: 9, green: 1 },
		tally: { blue: { ...tally, stored: 9 }, green: { ...tally, accepted: 1, failed: 2 } },
		inFlight: { blue: 4, green: 0 },
		...{ shed: 3, invalid: 1 },
		ack: { blue: encoded(10), green: encoded(2) },
		...over,
	});

describe('the snapshot', () => {
	it('counts people, places, ages and vaccines from the counters', () => {
		const counters = new Map([
			['dose|1', 5],
			['dose|2', 3],
			['dose|3', 1],
			['dose|10', 1],
			['department|17|1', 5],
			['department|other|2', 2],
			['age|elders|2', 3],
			['vaccine|Moderna', 7],
			['vaccine|other', 3],
			['visitor|dose|1', 2],
			['visitor|department|17|1', 2],
		]);
		const snapshot = snapshotOf(someState({ counters }), NOW);
		expect(snapshot.doses).toEqual({ all: 10, first: 5, complete: 3, further: 2 });
		expect(Object.keys(snapshot.departments)).toHaveLength(23);
		expect(snapshot.departments['17']).toMatchObject({ name: 'Petén', first: 5, population: 613_475 });
		expect(snapshot.departments.other).toEqual({
			name: 'other',
			...{ all: 2, first: 0, complete: 2, further: 0 },
		});
		expect(snapshot.ageGroups.elders).toEqual({ all: 3, first: 0, complete: 3, further: 0 });
		expect(snapshot.vaccines).toMatchObject({ Moderna: 7, 'Sputnik V': 0, other: 3 });
		expect(snapshot.doseNumbers).toEqual({ 1: 5, 2: 3, 3: 1, 10: 1 });
		expect(snapshot.visitors.doses).toEqual({ all: 2, first: 2, complete: 0, further: 0 });
		expect(snapshot.visitors.departments['17']).toMatchObject({ first: 2 });
	});

	it('shows what was asked beside what was observed, over all entries that have the newest weights', () => {
		const { lanes, split, refused } = snapshotOf(
			someState({
				reports: [
					entry(),
					entry({ instance: 'b', observed: { blue: 8, green: 2 } }),
					entry({
						instance: 'old',
						weights: { blue: 50, green: 50 },
						changedAtMs: 1,
						observed: { blue: 0, green: 99 },
					}),
				],
			}),
			NOW,
		);
		expect(split).toEqual({ weights: { blue: 90, green: 10 }, version: 2, changedAtMs: 5 });
		expect(lanes.blue).toMatchObject({
			weight: 90,
			asked: 0.9,
			observed: 17 / 20,
			observedOf: 20,
			inFlight: 12,
		});
		expect(lanes.green.tally).toMatchObject({ accepted: 3, failed: 6 });
		expect(lanes.blue.ack.p50).toBeCloseTo(10, 0);
		expect(refused).toEqual({ shed: 9, invalid: 3 });
	});

	it('has no figures to show before an entry has reported', () => {
		const { lanes, split } = snapshotOf(someState(), NOW);
		expect(split).toBeUndefined();
		expect(lanes.green).toMatchObject({ weight: 0, observedOf: 0, ack: {}, durable: {} });
		expect(lanes.green).not.toHaveProperty('observed');
	});

	it('tells what lanes suffer on purpose, without who set it and why, until its end', () => {
		const fault: Fault = {
			...{ lane: 'green', errors: 0.1, delayMs: 200, jitterMs: 0, durableDelayMs: 0, drop: 0, hang: false },
			...{ setAtMs: NOW - 1_000, untilMs: NOW + 1_000, by: 'ana', reason: 'a secret' },
		};
		const over: Fault = { ...fault, lane: 'blue', untilMs: NOW };
		expect(snapshotOf(someState(), NOW, [over, fault]).faults).toEqual([
			{ lane: 'green', errors: 0.1, delayMs: 200, untilMs: NOW + 1_000 },
		]);
		expect(snapshotOf(someState(), NOW, [over])).not.toHaveProperty('faults');
	});

	it('holds no null, for the feed could not send one', () => {
		expect(JSON.stringify(snapshotOf(someState(), NOW))).not.toContain('null');
		expect(JSON.stringify(snapshotOf(someState({ reports: [entry()] }), NOW))).not.toContain('null');
	});

	it('sums the slots of the last sixty whole minutes, oldest first', () => {
		const minute = NOW - 30_000 - 60_000;
		const counters = new Map([
			[slotField(slotOf(minute), 'blue'), 2],
			[slotField(slotOf(minute + 50_000), 'blue'), 3],
			[slotField(slotOf(NOW), 'blue'), 100],
		]);
		const { minutes } = snapshotOf(someState({ counters }), NOW);
		expect(Object.keys(minutes)).toHaveLength(60);
		expect(Object.entries(minutes).at(-1)).toEqual([`${minute}`, { blue: 5, green: 0 }]);
		expect(Object.values(minutes).filter(({ blue }) => blue === 0)).toHaveLength(59);
	});
});
