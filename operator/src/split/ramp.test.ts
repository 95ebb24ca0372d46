import { adminAt } from '@canario/split-targets/admin-call';
import { adminSplit } from '@canario/split-targets/admin-split';
import { adminSplitTarget } from '@canario/split-targets/admin-split-target';
import { START } from '@canario/traffic-split/contract/split-target.contract';
import { type RampPlan, ramp } from '@canario/traffic-split/ramp';
import type { SplitTarget, TargetState } from '@canario/traffic-split/split-target';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEntry, TOKEN } from './testing/start-entry.ts';

const PLAN: RampPlan = { lane: 'green', percent: 100, step: 20, everyMs: 30, reason: 'a test' };

describe('a ramp', () => {
	let entry: Awaited<ReturnType<typeof startEntry>>;
	let mine: SplitTarget<number>;
	let other: SplitTarget<number>;
	let stop: AbortController;
	beforeEach(async () => {
		entry = await startEntry();
		const targetOf = (by: string) => adminSplitTarget(adminSplit(adminAt(entry.adminUrl, TOKEN), by), 10);
		[mine, other] = [targetOf('ana'), targetOf('bea')];
		stop = new AbortController();
	});
	afterEach(() => entry.close());

	/** Ramps, and does something after each step; gives how it ended and green's weight of each step. */
	const run = async (plan: Partial<RampPlan> = {}, after: (step: number) => unknown = () => {}) => {
		const greens: number[] = [];
		const from: TargetState<number> = await mine.read();
		const ended = await ramp(
			mine,
			from,
			{ ...PLAN, ...plan },
			{
				onStep({ weights }, step) {
					greens.push(weights.green);
					after(step);
				},
				onTrouble: () => {},
				tellOf: ({ by, reason }) => `${by}: ${reason}`,
				signal: stop.signal,
			},
		);
		return { ended, greens };
	};

	it('goes to its end, and each step is in the history with its number', async () => {
		const { ended, greens } = await run();
		expect(greens).toEqual([70, 90, 100]);
		expect(ended).toMatchObject({ kind: 'done', state: { weights: { blue: 0, green: 100 } } });
		expect(await mine.read()).toMatchObject({ version: 4, reason: 'a test (step 3 of 3 to green 100 %)' });
	});

	it('ends at once when somebody else changes the weights between two steps, and leaves theirs', async () => {
		const theirs = { weights: { blue: 3, green: 1 }, reason: 'mine now' };
		const { ended, greens } = await run({ everyMs: 60_000 }, () => other.compareAndSet(theirs));
		expect(greens).toEqual([70]);
		expect(ended).toMatchObject({ kind: 'changed', why: 'bea: mine now', state: { version: 2 } });
		expect((await mine.read()).weights).toEqual(theirs.weights);
	});

	it('does not begin when the weights changed since it was asked for', async () => {
		const before = await mine.read();
		await other.compareAndSet({ weights: { blue: 3, green: 1 }, reason: 'mine now' });
		const ended = await ramp(mine, before, PLAN, {
			onStep: () => {},
			onTrouble: () => {},
			tellOf: () => '',
			signal: stop.signal,
		});
		expect(ended).toMatchObject({ kind: 'changed', why: expect.stringContaining('mine now') });
		expect((await mine.read()).weights).toEqual({ blue: 3, green: 1 });
	});

	it('leaves the weights where they are when it is told to stop', async () => {
		const { ended, greens } = await run({ everyMs: 60_000 }, (step) => step === 1 && stop.abort());
		expect(greens).toEqual([70]);
		expect(ended).toMatchObject({ kind: 'stopped', state: { weights: { blue: 30, green: 70 }, version: 2 } });
		expect((await mine.read()).version).toBe(2);
	});

	it('says so when nobody can tell whether a step was made', async () => {
		const restore = await entry.interrupt();
		const from = { weights: START, version: 1 };
		const ended = await ramp(mine, from, PLAN, {
			onStep: () => {},
			onTrouble: () => {},
			tellOf: () => '',
			signal: stop.signal,
		});
		expect(ended).toMatchObject({ kind: 'unknown', why: expect.stringContaining('cannot reach') });
		await restore();
	});
});
