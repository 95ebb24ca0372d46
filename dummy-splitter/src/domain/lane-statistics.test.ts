import { Metrics } from '@canario/service-kit/metrics';
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
