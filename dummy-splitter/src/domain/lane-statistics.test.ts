import { Metrics } from '@canario/service-kit/metrics';
import { mergedQuantiles } from '@canario/service-kit/rolling-histogram';
import { expect, it } from 'vitest';
import { LaneStatistics } from './lane-statistics.ts';

const SPLIT = {
	weights: { blue: 0, green: 1 },
	version: 2,
	changedAtMs: 5,
	reason: 'a test',
	by: 'ana',
	kind: 'set',
} as const;

it('counts what was drawn before the weights changed in no observed share, and in every tally', () => {
	const statistics = new LaneStatistics(new Metrics('test', '0'));
	const before = statistics.period;
	statistics.restart();
	statistics.served({ lane: 'blue', outcome: 'stored' }, 4, before);
	statistics.failed('blue', before);
	statistics.served({ lane: 'green', outcome: 'accepted' }, 4, statistics.period);
	const { observed, tally } = statistics.report('one', SPLIT, { blue: 0, green: 0 }, 7);
	expect(observed).toEqual({ blue: 0, green: 1 });
	expect(tally).toMatchObject({ blue: { stored: 1, failed: 1 }, green: { accepted: 1 } });
});

it('tells since when it counts, and for how long what was taken since then was on its way, repeats aside', () => {
	const statistics = new LaneStatistics(new Metrics('test', '0'), 3);
	statistics.served({ lane: 'blue', outcome: 'stored' }, 100, 0);
	statistics.served({ lane: 'green', outcome: 'accepted' }, 10, 0);
	statistics.served({ lane: 'green', outcome: 'duplicate' }, 700, 0);
	statistics.served({ lane: 'blue', outcome: 'conflict' }, 700, 0);
	const { sinceMs, ack, ackTotal } = statistics.report('one', SPLIT, { blue: 0, green: 0 }, 7);
	const p99 = (encoded: string) => mergedQuantiles([encoded]).p99;
	expect(sinceMs).toBe(3);
	expect([p99(ack.blue), p99(ack.green)]).toEqual([expect.closeTo(700, -1), expect.closeTo(700, -1)]);
	expect([p99(ackTotal.blue), p99(ackTotal.green)]).toEqual([expect.closeTo(100, -1), expect.closeTo(10, 0)]);
});

it('reports what failed at a lane that nobody knows, in the tally of none', () => {
	const statistics = new LaneStatistics(new Metrics('test', '0'));
	statistics.failed(undefined, 0);
	statistics.failed(undefined, 0);
	statistics.failed('green', 0);
	const { tally, unknownFailed } = statistics.report('one', SPLIT, { blue: 0, green: 0 }, 7);
	expect(unknownFailed).toBe(2);
	expect([tally.blue.failed, tally.green.failed]).toEqual([0, 1]);
});
