import { ServiceError } from '@canario/service-kit/service-error';
import type { RampPlan } from '@canario/traffic-split/ramp';
import type { SplitTarget, TargetChange, TargetState } from '@canario/traffic-split/split-target';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RampRun } from './ramp-run.ts';

const PLAN: RampPlan = { lane: 'green', percent: 30, step: 10, everyMs: 5, reason: 'try' };
const FROM: TargetState<number> = { weights: { blue: 100, green: 0 }, version: 7 };
const THEIRS: TargetChange<number> = {
	...{ version: 9, atMs: 1, by: 'bea', reason: 'mine' },
	...{ from: FROM.weights, to: { blue: 1, green: 1 } },
};

let held: number;
let run: RampRun;
beforeEach(() => {
	held = 0;
	run = new RampRun({
		nowMs: () => 1_000,
		holdPage() {
			held++;
			return () => held--;
		},
	});
});

/** A split that takes each step; between two of them `meanwhile` says what others do. */
function split(meanwhile: () => TargetChange<number> | undefined = () => undefined): SplitTarget<number> {
	let version = FROM.version;
	return {
		read: async () => FROM,
		async compareAndSet({ weights, reason, ifVersion }) {
			if (ifVersion !== version) throw new ServiceError('stale_version', 'another was quicker');
			version++;
			return { weights, version, reason };
		},
		async *watch({ signal }) {
			const change = meanwhile();
			if (change) yield change;
			if (!signal.aborted) await new Promise((done) => signal.addEventListener('abort', done));
		},
	};
}

describe('the ramp of a page', () => {
	it('goes step by step to its end, and holds the page meanwhile', async () => {
		const seen: string[] = [];
		run.subscribe(() => {
			const state = run.state();
			seen.push(
				`${state?.made}/${state?.steps.length} ${state?.at.weights.green} ${state?.end?.kind} ${held}`,
			);
		});
		await run.begin(split(), FROM, PLAN);
		expect(seen).toEqual([
			'0/3 0 undefined 1',
			'1/3 10 undefined 1',
			'2/3 20 undefined 1',
			'3/3 30 undefined 1',
			'3/3 30 done 0',
		]);
		run.forget();
		expect(run.state()).toBeUndefined();
	});

	it('says when the next step is due', async () => {
		void run.begin(split(), FROM, { ...PLAN, everyMs: 60_000 });
		await vi.waitFor(() => expect(run.state()).toMatchObject({ made: 1, nextAtMs: 61_000 }));
		run.stop();
	});

	it('ends at once when somebody else changes the weights', async () => {
		await run.begin(
			split(() => THEIRS),
			FROM,
			{ ...PLAN, everyMs: 60_000 },
		);
		expect(run.state()).toMatchObject({ made: 1, end: { kind: 'changed', why: 'bea: mine' } });
		expect(held).toBe(0);
	});

	it('does not begin on weights that are not those that were looked at', async () => {
		await run.begin(split(), { ...FROM, version: 6 }, PLAN);
		expect(run.state()).toMatchObject({ made: 0, end: { kind: 'changed', why: 'another was quicker' } });
	});

	it('leaves the weights where they are when it is stopped', async () => {
		const over = run.begin(split(), FROM, { ...PLAN, everyMs: 60_000 });
		await vi.waitFor(() => expect(run.state()?.made).toBe(1));
		run.stop();
		await over;
		expect(run.state()).toMatchObject({
			made: 1,
			end: { kind: 'stopped', state: { version: 8, weights: { blue: 90, green: 10 } } },
		});
	});

	it('ends at once when it is stopped while an answer is awaited, which may come late', async () => {
		let answer = () => {};
		const late = new Promise<TargetState<number>>((done) => {
			answer = () => done({ weights: { blue: 90, green: 10 }, version: 8 });
		});
		const compareAndSet = vi.fn<SplitTarget<number>['compareAndSet']>(() => late);
		const over = run.begin({ ...split(), compareAndSet }, FROM, PLAN);
		await vi.waitFor(() => expect(compareAndSet).toHaveBeenCalled());
		run.stop();
		await over;
		const ended = { made: 0, end: { kind: 'unknown', state: FROM, why: 'stopped before the answer came' } };
		expect(run.state()).toMatchObject(ended);
		expect(held).toBe(0);
		answer();
		await late;
		expect(run.state()).toMatchObject(ended);
		await run.begin(split(), FROM, PLAN);
		expect(run.state()).toMatchObject({ made: 3, end: { kind: 'done' } });
	});

	it('is one at a time', async () => {
		const over = run.begin(split(), FROM, { ...PLAN, everyMs: 60_000 });
		await run.begin(split(), FROM, { ...PLAN, percent: 100 });
		expect(run.state()?.plan.percent).toBe(30);
		run.stop();
		await over;
	});

	it('fails where whoever began it is not known any more, and says so', async () => {
		const target = split();
		const watch: SplitTarget<number>['watch'] = () => ({
			[Symbol.asyncIterator]: () => ({
				next: () => Promise.reject(new ServiceError('unauthorized', 'this token was revoked')),
			}),
		});
		await run.begin({ ...target, watch }, FROM, PLAN);
		expect(run.state()).toMatchObject({ made: 1, end: { kind: 'failed', why: 'this token was revoked' } });
	});
});
