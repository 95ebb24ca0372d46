import type { HistoryPoint, LanePoint } from '@canario/contracts/history';
import { expect, it } from 'vitest';
import { lineIndex, MEASURES, picksOf } from './measures.ts';
import { columnsOf } from './points.ts';

const lane = (base: number): LanePoint => ({
	ratePerSecond: base,
	failedPerSecond: base + 1,
	ack: { p50: base + 2, p95: base + 3, p99: base + 4 },
	durable: { p50: base + 5, p95: base + 6, p99: base + 7 },
	inFlight: 0,
});

const point: HistoryPoint = {
	atMs: 5_000,
	lanes: { blue: lane(10), green: lane(20) },
	failed: { blue: 0, green: 0 },
};

it.each(MEASURES)('finds the line of each lane among what the chart of $name draws', (measure) => {
	const columns = columnsOf([point], picksOf(measure));
	const offset = { rate: 0, failed: 1, ack: 3, durable: 6 }[measure.name];
	expect(columns[lineIndex(measure, 'blue')]).toEqual([10 + offset]);
	expect(columns[lineIndex(measure, 'green')]).toEqual([20 + offset]);
});

it('has the bounds of a latency band beside its line', () => {
	const ack = MEASURES.find(({ name }) => name === 'ack');
	if (ack === undefined) throw new Error('there is no measure "ack"');
	const columns = columnsOf([point], picksOf(ack));
	expect([-1, 0, 1].map((side) => columns[lineIndex(ack, 'green') + side])).toEqual([[22], [23], [24]]);
});
