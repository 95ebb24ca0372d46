import type { TraceEvent } from '@canario/contracts/trace';
import { describe, expect, it } from 'vitest';
import { evenly } from './evenly.ts';
import { RequestSample } from './request-sample.ts';

const event = (key: string, hop: TraceEvent['hop'], over: Partial<TraceEvent> = {}): TraceEvent => ({
	...{ key, hop, atMs: 5 },
	...over,
});
const answered = (key: string, over: Partial<TraceEvent> = {}) =>
	event(key, 'acknowledged', { lane: 'blue', outcome: 'stored', department: '07', tookMs: 12, ...over });

function aSample(perSecond = 60) {
	const clock = { ms: 0 };
	const rates = { blue: 90, green: 10 };
	const sample = new RequestSample({ perSecond, tickMs: 250, rates: () => rates, elapsedMs: () => clock.ms });
	const after = (ms: number) => {
		clock.ms += ms;
		return sample.take();
	};
	return { sample, after };
}

describe('the sample of requests', () => {
	it('has the durable time of what was stored before its answer, whichever is heard first', () => {
		const { sample, after } = aSample();
		sample.hear([event('a', 'stored', { tookMs: 9 }), answered('a'), answered('b')]);
		sample.hear([event('b', 'stored', { tookMs: 8 })]);
		const common = { lane: 'blue', outcome: 'stored', ackMs: 12, department: '07' };
		expect(after(250)).toEqual({
			perSecond: { blue: 90, green: 10 },
			requests: [
				{ key: 'a', ...common, durableMs: 9 },
				{ key: 'b', ...common, durableMs: 8 },
			],
			durable: [],
			deadLettered: [],
		});
	});

	it('tells later what became of those that were shown, once, and of no others', () => {
		const { sample, after } = aSample();
		sample.hear([answered('g', { lane: 'green', outcome: 'accepted' }), answered('d', { lane: 'green' })]);
		after(250);
		sample.hear([
			event('g', 'stored', { tookMs: 80 }),
			event('g', 'stored', { tookMs: 90 }),
			event('d', 'dead-lettered'),
			event('never-shown', 'stored', { tookMs: 7 }),
			event('never-shown', 'dead-lettered'),
		]);
		const told = after(250);
		expect(told).toMatchObject({ requests: [], durable: [{ key: 'g', durableMs: 80 }], deadLettered: ['d'] });
		expect(after(250)).toBeUndefined();
	});

	it('shows failures, without a lane where none is known', () => {
		const { sample, after } = aSample();
		sample.hear([event('f', 'failed', { tookMs: 3, department: 'other', visitor: true })]);
		expect(after(250)?.requests).toEqual([
			{ key: 'f', outcome: 'failed', ackMs: 3, department: 'other', visitor: true },
		]);
	});

	it('shows at most so many a second, evenly picked, and saves nothing up', () => {
		const { sample, after } = aSample();
		const keys = Array.from({ length: 150 }, (_, index) => `k${index}`);
		after(3_600_000);
		let shown = 0;
		for (let tick = 0; tick < 4; tick += 1) {
			sample.hear(keys.map((key) => answered(`${tick}-${key}`)));
			const requests = after(250)?.requests ?? [];
			expect(requests.map(({ key }) => key)).toContain(`${tick}-k149`);
			shown += requests.length;
		}
		expect(shown).toBe(60);
	});

	it('shows none where none are wanted', () => {
		const { sample, after } = aSample(0);
		sample.hear([answered('a')]);
		expect(after(1_000)).toBeUndefined();
	});
});

describe('an even choice', () => {
	it('keeps order and distances', () => {
		expect(evenly([1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([3, 6, 9]);
		expect(evenly([1, 2, 3], 5)).toEqual([1, 2, 3]);
		expect(evenly([1, 2, 3], 0)).toEqual([]);
	});
});
