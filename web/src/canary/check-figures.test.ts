import type { CheckResult } from '@canario/contracts/canary/check-result';
import { expect, it, vi } from 'vitest';

vi.mock('../settings/language.ts', () => ({ LOCALE: { es: 'es-GT', en: 'en' }, useLanguage: () => ['es'] }));
const { formatsOf } = await import('../i18n/formats.ts');
const { figuresOf } = await import('./check-figures.ts');

const check = (more: Partial<CheckResult>): CheckResult => ({
	...{ metric: 'error-rate', kind: 'threshold', verdict: 'inconclusive', limit: 0.05, of: 100, why: '' },
	...more,
});

it.each([
	[
		'a share',
		{ value: 0.031, low: 0.0214, high: 0.04 },
		{ value: '3.1 %', low: '2.1 %', high: '4 %', limit: '5 %' },
	],
	['a share of almost nothing', { value: 0.0004, limit: 0 }, { value: '0.040 %', limit: '0 %' }],
	['a latency', { metric: 'ack-p95', value: 128.4, limit: 1_000 }, { value: '128 ms', limit: '1.0 s' }],
	[
		'a distance of shares',
		{ kind: 'comparison', value: 0.031, other: 0.004, low: 0.019, high: 0.036, limit: 0.01 },
		{ value: '+2.7 pp', own: '3.1 %', other: '0.40 %', low: '+1.9 pp', high: '+3.6 pp', limit: '+1 pp' },
	],
	[
		'a distance of latencies',
		{ metric: 'ack-p95', kind: 'comparison', value: 20, other: 45, low: -30, high: 4, limit: 100 },
		{ value: '−25 ms', own: '20 ms', other: '45 ms', low: '−30 ms', high: '+4.0 ms', limit: '+100 ms' },
	],
	[
		'a part of the other',
		{ metric: 'ack-p50', kind: 'comparison', ratio: true, value: 33, other: 30, limit: 0.1 },
		{ value: '+10 %', own: '33 ms', other: '30 ms', limit: '+10 %' },
	],
	['nothing yet', {}, { limit: '5 %' }],
] as const)('writes %s', (_what, more, figures) => {
	expect(figuresOf(check(more), formatsOf('en'), (value) => `${value} pp`)).toEqual(figures);
});
