import type { CanaryEvent } from '@canario/contracts/canary/event';
import { expect, it } from 'vitest';
import { plainLine, statusText } from './status-text.ts';
import { meant, NOW, STARTED, stateAfter, stepTo } from './testing/samples.ts';

const act = { by: 'bea', reason: 'lunch' };
const AT_TWO: CanaryEvent[] = [STARTED, ...stepTo(1, 5), ...stepTo(2, 25)];

it('says on a way back how far it is, and about when it is over', () => {
	const gradual = {
		...STARTED,
		plan: meant({
			to: 'green',
			steps: [5, 25, 100],
			rollback: { points: 10, every: '30s' },
		}),
	};
	const goesBack = { kind: 'aborting', ...act } satisfies CanaryEvent;
	const first = [gradual, ...stepTo(1, 5), ...stepTo(2, 25), goesBack] as CanaryEvent[];
	const told = (...events: CanaryEvent[]) =>
		statusText({ canary: stateAfter(...events), controlled: true })
			.split('\n')
			.slice(2);
	// 15 and 5 and 0: the first at once, the last a minute later
	expect(told(...first)).toEqual([
		'goes back to blue=100 green=0: aborted by bea: lunch',
		'  now blue=75 green=25, which goes back by 10 points every 30s, until about 2026-11-21T16:01:09Z',
	]);
	const second: CanaryEvent = { kind: 'shifted', weights: { blue: 85, green: 15 }, version: 9 };
	expect(told(...first, second)[1]).toBe(
		'  now blue=85 green=15, which goes back by 10 points every 30s, until about 2026-11-21T16:01:10Z',
	);
	expect(told(...first, second, goesBack)[1]).toBe('  now blue=85 green=15, which goes back at once');
	const line = plainLine({ canary: stateAfter(...first), now: NOW, controlled: true });
	expect(line).toBe('goes back to blue=100 green=0: aborted by bea: lunch');
});

it('names commands that reach the place that was asked', () => {
	const paused = stateAfter(...AT_TWO, { kind: 'paused', ...act });
	expect(statusText({ canary: paused, controlled: true }, ' --data /tmp/x')).toContain(
		'./canario canary resume --data /tmp/x --reason "…" goes on',
	);
});
