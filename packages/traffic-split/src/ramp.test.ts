import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import { type RampPlan, ramp, stepsOf } from './ramp.ts';
import type { SplitTarget, TargetState, WantedChange } from './split-target.ts';

const PLAN: RampPlan = { lane: 'green', percent: 100, step: 20, everyMs: 30, reason: 'a test' };

describe('the steps of a ramp', () => {
	const greens = (weights: { blue: number; green: number }, plan: Partial<RampPlan>) =>
		stepsOf(weights, { ...PLAN, ...plan }).map(({ blue, green }) => {
			expect(blue + green).toBe(100);
			return green;
		});

	it('end where the plan says, the last one being shorter where that is needed', () => {
		expect(greens({ blue: 50, green: 50 }, { step: 20 })).toEqual([70, 90, 100]);
		expect(greens({ blue: 1, green: 1 }, { percent: 5, step: 30 })).toEqual([20, 5]);
		expect(greens({ blue: 0, green: 3 }, { lane: 'blue', percent: 30, step: 10 })).toEqual([90, 80, 70]);
		expect(greens({ blue: 90, green: 10 }, { step: 100 })).toEqual([100]);
	});

	it('begin at shares that are no whole percent', () => {
		expect(greens({ blue: 2, green: 1 }, { percent: 60, step: 10 })).toEqual([43, 53, 60]);
		expect(greens({ blue: 2, green: 1 }, { percent: 33, step: 10 })).toEqual([33]);
	});

	it('are none where the weights are so already', () => {
		expect(greens({ blue: 9, green: 1 }, { percent: 10 })).toEqual([]);
	});
});

const FROM: TargetState<number> = { weights: { blue: 100, green: 0 }, version: 7 };

/** A split in memory, where nobody else changes anything. */
function split() {
	const made: WantedChange<number>[] = [];
	const now: { state: TargetState<number> } = { state: FROM };
	const target: SplitTarget<number> = {
		read: async () => now.state,
		async compareAndSet(wanted) {
			made.push(wanted);
			const { weights, reason } = wanted;
			const more = { kind: 'set' }; // an entry's state says how it came about
			now.state = { ...more, weights, reason, version: now.state.version + 1 };
			return now.state;
		},
		watch: ({ signal }) => ({
			[Symbol.asyncIterator]: () => ({
				async next() {
					if (!signal.aborted) await new Promise((done) => signal.addEventListener('abort', done));
					return { done: true, value: undefined };
				},
			}),
		}),
	};
	return { target, made, now };
}

const run = (target: SplitTarget<number>, plan: Partial<RampPlan> = {}) =>
	ramp(
		target,
		FROM,
		{ ...PLAN, percent: 30, step: 10, everyMs: 1, ...plan },
		{
			onStep: () => {},
			onTrouble: () => {},
			tellOf: ({ by = '', reason = '' }) => `${by}: ${reason}`,
			signal: new AbortController().signal,
		},
	);

describe('the reason of a step', () => {
	it('has the number of the step', async () => {
		const { target, made } = split();
		await run(target);
		expect(made.map(({ reason }) => reason)).toEqual(
			[1, 2, 3].map((n) => `a test (step ${n} of 3 to green 30 %)`),
		);
	});

	it('is as long as a split keeps, whatever was written, and keeps the number', async () => {
		const { target, made } = split();
		expect(await run(target, { reason: 'x'.repeat(500) })).toMatchObject({ kind: 'done' });
		expect(made.map(({ reason }) => reason.length)).toEqual([500, 500, 500]);
		expect(made[1]?.reason).toMatch(/^x+… \(step 2 of 3 to green 30 %\)$/);
	});

	it('is not cut within a character', async () => {
		for (const before of ['', 'x']) {
			const { target, made } = split();
			await run(target, { reason: before + '\u{1f600}'.repeat(249) });
			for (const { reason } of made) expect(reason.isWellFormed()).toBe(true);
		}
	});
});

describe('a step whose answer is lost', () => {
	const lost = new ServiceError('unavailable', 'no answer');
	/** A split whose second step gets no answer; what becomes of it is `meanwhile`'s. */
	const losing = (meanwhile: (all: ReturnType<typeof split>, wanted: WantedChange<number>) => unknown) => {
		const all = split();
		const target: SplitTarget<number> = {
			...all.target,
			async compareAndSet(wanted) {
				if (all.made.length !== 1) return await all.target.compareAndSet(wanted);
				await meanwhile(all, wanted);
				throw lost;
			},
		};
		return { ...all, target, read: () => all.target.read() };
	};

	it('is gone on from where it was made all the same', async () => {
		const { target, made, read } = losing((all, wanted) => all.target.compareAndSet(wanted));
		expect(await run(target)).toMatchObject({ kind: 'done', state: { version: 10 } });
		expect(made.map(({ weights }) => weights.green)).toEqual([10, 20, 30]);
		expect(await read()).toMatchObject({ weights: { blue: 70, green: 30 }, version: 10 });
	});

	it('was not made where the version is the one before', async () => {
		const { target } = losing(() => {});
		expect(await run(target)).toMatchObject({ kind: 'failed', why: 'no answer', state: { version: 8 } });
	});

	it.each([
		['other weights', { weights: { blue: 1, green: 1 } }],
		['another reason', { reason: 'mine' }],
	])('ends the ramp where the split has %s than those of the step', async (_, other) => {
		const { target } = losing((all, wanted) => {
			all.now.state = { ...wanted, ...other, by: 'bea', version: 9 };
		});
		expect(await run(target)).toMatchObject({
			kind: 'changed',
			why: expect.stringMatching(/^bea: /),
			state: { version: 8 },
		});
	});

	it('is one of which nobody knows where the split cannot be read either', async () => {
		const { target } = losing(() => {});
		const read = () => Promise.reject(lost);
		expect(await run({ ...target, read })).toMatchObject({
			kind: 'unknown',
			why: 'no answer',
			state: { weights: { blue: 90, green: 10 }, version: 8 },
		});
	});
});
