import type { SplitChange } from '@canario/contracts/split-change';
import { describe, expect, it } from 'vitest';
import { LiveSplit } from './live-split.ts';
import { stateAfter } from './split-state.ts';

const EVEN = { blue: 50, green: 50 };
const MOST = { blue: 90, green: 10 };
const start = () => new LiveSplit(EVEN, () => 7);
const set = (version: number, over: Partial<SplitChange> = {}): SplitChange => ({
	version,
	atMs: version * 10,
	by: 'ana',
	reason: 'try',
	kind: 'set',
	from: EVEN,
	to: MOST,
	...over,
});

describe('LiveSplit', () => {
	it('begins with the weights that are given, before any version', () => {
		expect(start().read()).toEqual({
			weights: EVEN,
			version: 0,
			changedAtMs: 7,
			reason: 'start',
			by: 'canario',
			kind: 'start',
		});
	});

	it('takes newer states over and tells its watchers, until they are no longer interested', () => {
		const split = start();
		const seen: number[] = [];
		const stop = split.watch(({ version }) => seen.push(version));
		split.adopt(stateAfter(split.read(), set(4)));
		split.adopt(stateAfter(split.read(), set(3, { to: EVEN })));
		expect(split.read()).toMatchObject({ version: 4, weights: MOST, changedAtMs: 40 });
		stop();
		split.adopt(stateAfter(split.read(), set(5, { to: EVEN })));
		expect(seen).toEqual([4]);
	});

	it('tells of the same weights set again, and not of a confirmation', () => {
		const split = start();
		const seen: number[] = [];
		split.watch(({ version }) => seen.push(version));
		split.adopt(stateAfter(split.read(), set(1, { revertAtMs: 99, revertTo: EVEN })));
		split.adopt(stateAfter(split.read(), set(2, { kind: 'confirm', from: MOST, by: 'eva', confirms: 1 })));
		split.adopt(stateAfter(split.read(), set(3, { from: MOST })));
		expect(seen).toEqual([1, 3]);
	});
});

describe('the state after a change', () => {
	const before = start().read();

	it('is the same whatever was before', () => {
		const change = set(2, { revertAtMs: 99, revertTo: EVEN });
		const state = stateAfter(before, change);
		expect(state).toEqual({
			weights: MOST,
			version: 2,
			changedAtMs: 20,
			reason: 'try',
			by: 'ana',
			kind: 'set',
			undoTo: EVEN,
			revertAtMs: 99,
			revertTo: EVEN,
		});
		expect(stateAfter(stateAfter(before, set(1, { to: { blue: 1, green: 0 } })), change)).toEqual(state);
	});

	it('is that of the change before, and nothing waits any longer, when it was confirmed', () => {
		const waiting = stateAfter(before, set(2, { revertAtMs: 99, revertTo: EVEN }));
		const confirm = set(3, { kind: 'confirm', by: 'eva', reason: '', from: MOST, confirms: 2 });
		const { revertAtMs: _, revertTo: __, ...same } = waiting;
		expect(stateAfter(waiting, confirm)).toEqual({ ...same, version: 3 });
	});

	it('has nothing to undo at the start of a history', () => {
		expect(stateAfter(before, set(1, { kind: 'start' }))).not.toHaveProperty('undoTo');
	});
});
