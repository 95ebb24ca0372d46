import { describe, expect, it } from 'vitest';
import type { Round, Sample } from './measure/sample.ts';
import { resultOf } from './result.ts';
import type { Row } from './row.ts';

const scenario = { name: 'somewhere', needs: [], open: async () => [] };
const row: Row = {
	...{ name: 'row', title: 'CPU a request', scenario, side: 'ours', peer: 'theirs' },
	figure: 'cpu',
	target: { most: 1.8 },
};
const sample = (cpuSeconds: number | undefined, faults: readonly string[] = []): Sample => ({
	operations: 1_000,
	seconds: 2,
	cpuSeconds,
	faults,
});
const round = (ours: Sample, theirs: Sample): Round =>
	new Map([
		['ours', ours],
		['theirs', theirs],
	]);

describe('resultOf', () => {
	it('judges by the median of the ratios, each within its own round', () => {
		// the machine was slower in the second round: that falls on both sides
		const rounds = [
			round(sample(0.03), sample(0.02)),
			round(sample(0.09), sample(0.06)),
			round(sample(0.04), sample(0.02)),
		];
		const { own, peers, ratio, isMet, isClose } = resultOf(row, rounds);
		expect(ratio).toEqual({ median: 1.5, least: expect.closeTo(1.5), most: 2 });
		expect([own.median, peers?.median]).toEqual([40, 20]);
		expect({ isMet, isClose }).toEqual({ isMet: true, isClose: true });
	});

	it('judges a figure without a peer by itself', () => {
		const { ratio, isMet, isClose } = resultOf(
			{ name: 'row', title: '', scenario, side: 'ours', figure: 'rate', target: { least: 1_000 } },
			[round(sample(1), sample(1))],
		);
		expect({ ratio, isMet, isClose }).toEqual({ ratio: undefined, isMet: false, isClose: false });
	});

	it('is not met where something went wrong on either side, and says what and when', () => {
		const rounds = [
			round(sample(0.01), sample(0.01)),
			round(sample(0.01), sample(0.01, ['3 answers with 500'])),
		];
		const { isMet, faults } = resultOf(row, rounds);
		expect(isMet).toBe(false);
		expect(faults).toEqual(['theirs, round 2: 3 answers with 500']);
	});

	it('is not met where the system does not tell CPU time', () => {
		expect(resultOf(row, [round(sample(undefined), sample(undefined))]).isMet).toBe(false);
	});
});
