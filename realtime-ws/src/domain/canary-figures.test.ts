import type { CheckResult } from '@canario/contracts/canary/check-result';
import { METRICS } from '@canario/contracts/canary/plan';
import type { CanaryReport, PublicCanary } from '@canario/contracts/canary/public-canary';
import { someEntry } from '@canario/stores/testing/some-reports';
import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it } from 'vitest';
import { canaryFigures } from './canary-figures.ts';
import { DeltaEncoder } from './delta-encoder.ts';
import { snapshotOf } from './snapshot.ts';

const check: CheckResult = {
	...{ metric: 'error-rate', kind: 'comparison', verdict: 'inconclusive', limit: 0.01 },
	...{ value: 0.0301234567, other: 0.00412345, low: -0.00012345678, high: 0.0361111 },
	...{ of: 4_210, otherOf: 38_020, needed: 1_200 },
	why: "green's errors 3.1 % against blue's 0.4 %: +2.7 pp [1.9, 3.6], limit +1 pp, n = 4,210 / 38,020",
};
const canary: PublicCanary = {
	...{ id: 3, to: 'green', shares: [5, 25, 100], fromShare: 0, step: 2, phase: 'sample' },
	...{
		startedAtMs: 1,
		stepAtMs: 2,
		holdMs: 60_000,
		watchedMs: 12_345,
		sampledMs: 20_000,
		passed: [],
		verdict: 'inconclusive',
	},
	...{ checks: [check], leftMs: 7_777 },
};
const report = (over: Partial<CanaryReport> = {}): CanaryReport => ({
	...{ service: 'canary-controller', instance: 'one', atMs: 5, leads: true, canary },
	target: { name: 'entry' },
	...over,
});

describe('the canary that viewers see', () => {
	it('is that of the controller that leads', () => {
		const standingBy = report({ instance: 'two', leads: false, canary: { ...canary, id: 2 } });
		expect(canaryFigures([standingBy, someEntry(), report()])).toMatchObject({ id: 3, phase: 'sample' });
		expect(canaryFigures([standingBy])).toBeUndefined();
	});

	it('is absent before the first, and where none reports', () => {
		const snapshot = snapshotOf(someState({ reports: [report({ canary: undefined })] }), 7);
		expect(snapshot).not.toHaveProperty('canary');
		expect(snapshotOf(someState(), 7)).not.toHaveProperty('canary');
	});

	it('has nothing but what is public, whatever a controller of another version reports', () => {
		const more = {
			...canary,
			by: 'ana',
			reason: 'a secret',
			ended: { outcome: 'aborted', why: '', atMs: 9, by: 'ana' },
		};
		const shown = canaryFigures([{ ...report(), canary: more, trouble: 'a secret' } as CanaryReport]);
		expect(shown?.ended).toEqual({ outcome: 'aborted', why: '', atMs: 9 });
		expect(JSON.stringify(shown)).not.toMatch(/ana|secret/);
		expect(
			canaryFigures([{ ...report(), canary: { id: 'another' } } as unknown as CanaryReport]),
		).toBeUndefined();
	});

	it('tells figures as exactly as they are worth', () => {
		const shown = canaryFigures([report()]);
		expect(shown).toMatchObject({ watchedMs: 12_000, leftMs: 8_000 });
		expect(shown?.checks[0]).toMatchObject({
			value: 0.03012,
			other: 0.004123,
			low: -0.0001235,
			high: 0.03611,
		});
		const bare = { metric: 'loss', kind: 'threshold', verdict: 'none', limit: 0, of: 0, why: '' } as const;
		expect(canaryFigures([report({ canary: { ...canary, checks: [bare] } })])?.checks).toEqual([bare]);
	});

	it('costs each viewer some 250 bytes a check and look, and nothing between two looks', () => {
		const looks = [1, 2].map((look) => {
			const checks = METRICS.flatMap((metric) => [
				{ ...check, metric, of: look },
				{ ...check, metric, of: look },
			]);
			return report({ canary: { ...canary, watchedMs: look * 1_000, checks } });
		});
		const encoder = new DeltaEncoder();
		const deltas = [looks[0], looks[0], looks[1], looks[1]].map((look, tick) =>
			encoder.advance(snapshotOf(someState({ reports: look ? [look] : [] }), tick)),
		);
		expect(deltas.map((delta) => delta !== undefined)).toEqual([false, false, true, false]);
		expect(JSON.stringify(deltas[2]).length).toBeLessThan(14 * 300);
	});
});
