import type { Lane } from '@canario/contracts/lane';
import type { EntryReport, LaneTally } from '@canario/contracts/service-report';
import { encoded, someEntry, someWriter } from '@canario/stores/testing/some-reports';
import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it } from 'vitest';
import { StepSampler, weightsInForce } from './sampler.ts';

const NO_TALLY: LaneTally = { stored: 0, accepted: 0, duplicates: 0, conflicts: 0, failed: 0 };
const GREEN = { taken: 0, repeats: 0, deadLettered: 0, conflicts: 0, pending: 0 };

/** An entry's report of what it has done in all. */
function entry(blue: Partial<LaneTally>, over: Partial<EntryReport> = {}, green: Partial<LaneTally> = {}) {
	return someEntry({ tally: { blue: { ...NO_TALLY, ...blue }, green: { ...NO_TALLY, ...green } }, ...over });
}

/** A sampler that has looked at each of these. */
function looked(...reports: readonly (readonly Parameters<typeof reportsOf>[0][number][])[]) {
	const sampler = new StepSampler();
	for (const one of reports) sampler.look(reportsOf(one));
	return sampler;
}
const reportsOf = (reports: readonly (EntryReport | ReturnType<typeof someWriter>)[]) =>
	someState({ reports });
const taken = (sampler: StepSampler, lane: Lane = 'blue') => sampler.sample()[lane].taken;

describe('a sample', () => {
	it('has nothing of what was before its first look', () => {
		const before = entry({ stored: 100, failed: 9, conflicts: 4 }, { ackTotal: acks(1, 2, 3) });
		const { blue, green } = looked([before], [before]).sample();
		expect(blue).toMatchObject({ taken: 0, failed: 0, conflicts: 0, lost: 0, ack: { count: 0 } });
		expect(green).toMatchObject({ taken: 0, failed: 0, conflicts: 0, lost: 0, durable: { count: 0 } });
	});

	it('begins with the first look that finds an entry', () => {
		const sampler = looked([], [someWriter()], [entry({ stored: 100 })], [entry({ stored: 103 })]);
		expect(taken(sampler)).toBe(3);
	});

	it('counts what came in meanwhile over all instances, repeats aside', () => {
		const b = { instance: 'b' };
		const sampler = looked(
			[entry({ stored: 10, duplicates: 5 }), entry({ stored: 1 }, b, { accepted: 4 })],
			[
				entry({ stored: 15, duplicates: 50, conflicts: 2 }),
				entry({ stored: 2, failed: 3 }, b, { accepted: 9 }),
			],
		);
		expect(sampler.sample().blue).toMatchObject({ taken: 6, failed: 3, conflicts: 2 });
		expect(sampler.sample().green).toMatchObject({ taken: 5, failed: 0 });
	});

	it('tells how many were answered in all, so that one sees when there is no traffic', () => {
		const sampler = looked([entry({ stored: 10 })]);
		expect(sampler.outcomes).toBe(0);
		sampler.look(reportsOf([entry({ stored: 12, failed: 1, duplicates: 1 }, {}, { accepted: 1 })]));
		expect(sampler.outcomes).toBe(5);
	});

	it('has what failed at a lane that nobody knows, apart from both, and as traffic', () => {
		const sampler = looked(
			[entry({}, { unknownFailed: 7 })],
			[entry({}, { unknownFailed: 9 }), entry({}, { instance: 'b', sinceMs: 11_000, unknownFailed: 3 })],
		);
		expect(sampler.sample()).toMatchObject({ unknownFailed: 5, blue: { failed: 0 }, green: { failed: 0 } });
		expect(sampler.outcomes).toBe(5);
	});

	it('counts an instance that began meanwhile from its beginning, also under the name of one before', () => {
		const first = entry({ stored: 100 }, { atMs: 10_000, ackTotal: acks(5) });
		const restarted = entry({ stored: 8 }, { atMs: 12_000, sinceMs: 11_000, ackTotal: acks(7, 7) });
		const { blue } = looked([first], [restarted]).sample();
		expect(blue).toMatchObject({ taken: 8, ack: { count: 2 } });
	});

	it('counts an instance that was there before, but not heard of, from when it is', () => {
		const late = { instance: 'late', sinceMs: 9_000 };
		expect(taken(looked([entry({})], [entry({}), entry({ stored: 8 }, late)]))).toBe(0);
		expect(taken(looked([entry({})], [entry({ stored: 8 }, late)], [entry({ stored: 9 }, late)]))).toBe(1);
	});

	it('keeps what an instance gave that is gone, and does not count it again when it is back', () => {
		const [one, other] = [{ instance: 'one' }, { instance: 'other' }];
		const both = [entry({ stored: 5 }, one), entry({ stored: 6 }, other)];
		const start = [entry({}, one), entry({}, other)];
		expect(taken(looked(start, both, [entry({ stored: 7 }, other)]))).toBe(12);
		expect(taken(looked(start, both, [], both))).toBe(11);
		expect(taken(looked(start, both, [entry({ stored: 6 }, other)], both))).toBe(11);
	});

	it('orders the durations of the sample alone, of all instances', () => {
		const before = Array.from({ length: 50 }, () => 900);
		const b = { instance: 'b' };
		const { ack } = looked(
			[entry({}, { ackTotal: acks(...before) }), entry({}, { ...b, ackTotal: acks() })],
			[entry({}, { ackTotal: acks(...before, 10, 30) }), entry({}, { ...b, ackTotal: acks(20, 40) })],
		).sample().blue;
		expect(ack.count).toBe(4);
		for (const [rank, ms] of [10, 20, 30, 40].entries()) {
			expect(Math.abs(ack.at(rank + 1) - ms) / ms).toBeLessThan(0.01);
		}
	});

	it('orders durable durations by the lane of their writer', () => {
		const blue = { service: 'blue-grpc', instance: 'b', lane: 'blue' } as const;
		const sample = looked(
			[entry({}), someWriter(), someWriter(blue)],
			[
				entry({}),
				someWriter({ durableTotal: encoded(50) }),
				someWriter({ ...blue, durableTotal: encoded(5, 6) }),
			],
		).sample();
		expect([sample.green.durable.count, sample.blue.durable.count]).toEqual([1, 2]);
		expect(sample.green.durable.at(1)).toBeCloseTo(50, 0);
	});
});

describe('green’s part of a sample', () => {
	/** Looks at a green that accepted 100 in the meantime, and found this out. */
	const found = (green: Partial<typeof GREEN>, before: Partial<typeof GREEN> = {}) => {
		const sampler = new StepSampler();
		sampler.look(someState({ reports: [entry({})], green: { ...GREEN, ...before } }));
		const reports = [entry({}, {}, { accepted: 100, conflicts: 1 })];
		for (let look = 0; look < 5; look++) sampler.look(someState({ reports, green: { ...GREEN, ...green } }));
		return sampler.sample();
	};

	it('has as conflicts what was found at the answer and what was found later, which was not taken then', () => {
		expect(found({ conflicts: 5, deadLettered: 5 }, { conflicts: 2, deadLettered: 2 }).green).toMatchObject({
			...{ taken: 97, conflicts: 4, lost: 0 },
		});
	});

	it('has no repeats that were found later', () => {
		expect(found({ repeats: 30 }, { repeats: 10 }).green.taken).toBe(80);
	});

	it('has as lost what is nowhere and what was put aside for another reason than conflict', () => {
		const { green, blue } = found({ taken: 12, deadLettered: 8, conflicts: 3 }, { deadLettered: 1 });
		expect(green).toMatchObject({ lost: 4 + 4, conflicts: 4 });
		expect(blue).toMatchObject({ lost: 0, conflicts: 0 });
	});

	it('never has more lost than taken', () => {
		expect(found({ taken: 5_000 }).green).toMatchObject({ taken: 100, lost: 100 });
	});
});

describe('samples of one canary', () => {
	/** A look at a green that took all of 1,000 and stored all but so many; each sees a hundred more answered. */
	const looks = (
		sampler: StepSampler,
		from: number,
		losses: readonly number[],
		over: Partial<typeof GREEN> = {},
	) => {
		for (const [index, lost] of losses.entries()) {
			sampler.look(
				someState({
					reports: [entry({}, {}, { accepted: 100 * (from + index) })],
					green: { ...GREEN, taken: 1_000, ...over },
					counters: new Map([['lane|green', 1_000 - lost - (over.deadLettered ?? 0)]]),
				}),
			);
		}
	};

	it('have what got lost in the last looks of the one before, once', () => {
		const first = new StepSampler();
		looks(first, 1, [0, 0, 0, 0, 0, 40, 40]);
		expect([first.sample().green.lost, first.unsettled]).toEqual([0, true]);
		const second = new StepSampler(first);
		looks(second, 8, [40, 40, 40, 40]);
		expect([second.sample().green.lost, second.unsettled]).toEqual([40, false]);
		const third = new StepSampler(second);
		looks(third, 12, [40, 40, 40, 40, 40, 40]);
		expect(third.sample().green).toMatchObject({ taken: 500, lost: 0 });
	});

	it('have what was put aside between them', () => {
		const first = new StepSampler();
		looks(first, 1, [0, 0], { deadLettered: 2 });
		const second = new StepSampler(first);
		looks(second, 5, [0, 0], { deadLettered: 9, conflicts: 4 });
		expect(second.sample().green).toMatchObject({ taken: 96, lost: 3, conflicts: 4 });
		const third = new StepSampler(second);
		looks(third, 7, [0, 0], { deadLettered: 9, conflicts: 4 });
		expect(third.sample().green).toMatchObject({ taken: 100, lost: 0, conflicts: 0 });
	});

	it('have no less than nothing lost where the least there ever was turns out lower', () => {
		const first = new StepSampler();
		looks(first, 1, [5, 40, 40, 40, 40, 40]);
		expect(first.sample().green.lost).toBe(35);
		const second = new StepSampler(first);
		looks(second, 7, [0, 0]);
		expect(second.sample().green.lost).toBe(0);
	});

	it('say nothing of green’s losses while the statistics are being built or in doubt', () => {
		const reports = [entry({})];
		for (const [over, lossUnknown] of [
			[{ built: false }, true],
			[{ suspect: true }, true],
			[{}, false],
		] as const) {
			const sampler = new StepSampler();
			sampler.look(someState({ reports, ...over }));
			expect(sampler.sample()).toMatchObject({ green: { lossUnknown }, blue: { lossUnknown: false } });
		}
	});
});

it('weights are in force when every entry that reports has them, and one does', () => {
	const wanted = { blue: 75, green: 25 };
	const b = { instance: 'b' };
	expect(weightsInForce(reportsOf([]), wanted)).toBe(false);
	expect(
		weightsInForce(reportsOf([someEntry({ weights: wanted }), someEntry(b), someWriter()]), wanted),
	).toBe(false);
	expect(
		weightsInForce(reportsOf([someEntry({ weights: wanted }), someEntry({ ...b, weights: wanted })]), wanted),
	).toBe(true);
});

/** Acknowledgements of blue's. */
function acks(...durationsMs: readonly number[]): EntryReport['ackTotal'] {
	return { blue: encoded(...durationsMs), green: encoded() };
}
