import type { TraceEvent } from '@canario/contracts/trace';
import type { Vaccination } from '@canario/contracts/vaccination';
import { Metrics } from '@canario/service-kit/metrics';
import { createTracer } from '@canario/stores/tracer';
import { describe, expect, it } from 'vitest';
import type { RecordOutcome } from './domain/recorder.ts';
import { sightings } from './sightings.ts';
import { vaccination } from './testing.ts';

function seenOf(vaccinations: readonly Vaccination[], outcomes: readonly RecordOutcome[]) {
	const published: TraceEvent[] = [];
	const traces = {
		publish: async (events: readonly TraceEvent[]) => void published.push(...events),
		subscribe: async () => async () => {},
	};
	let nowMs = vaccination('a').accepted_at + 4.5;
	const tracer = createTracer({
		live: { current: () => ({ traces }) },
		metrics: new Metrics('test', '0'),
		nowMs: () => nowMs,
	});
	const onCounted = sightings(tracer).stored({ vaccinations, outcomes, stored: [], answeredAtMs: nowMs });
	nowMs += 1;
	return { published, onCounted, close: () => tracer.close() };
}

describe('what the recorder tells of traced vaccinations', () => {
	it('is when they were stored and when they were counted', async () => {
		const traced = (id: string): Vaccination => ({ ...vaccination(id), traced: `key-of-${id}` });
		const all = [vaccination('a'), traced('b'), traced('c'), { ...traced('d'), source: 'visitor' as const }];
		const seen = seenOf(all, ['stored', 'stored', 'duplicate', 'stored']);
		seen.onCounted?.();
		await seen.close();
		const { accepted_at: startMs } = vaccination('a');
		const stored = { hop: 'stored', lane: 'blue', atMs: startMs + 4.5, tookMs: 4.5 };
		const counted = { hop: 'counted', lane: 'blue', atMs: startMs + 5.5 };
		expect(seen.published).toEqual([
			{ key: 'key-of-b', ...stored },
			{ key: 'key-of-d', ...stored, visitor: true },
			{ key: 'key-of-b', ...counted },
			{ key: 'key-of-d', ...counted, visitor: true },
		]);
	});

	it('is nothing of those that nobody follows', async () => {
		const seen = seenOf([vaccination('a'), vaccination('b')], ['stored', 'stored']);
		expect(seen.onCounted).toBeUndefined();
		await seen.close();
		expect(seen.published).toEqual([]);
	});
});
