import { expect, it } from 'vitest';
import { latencyOf, merged } from './delays.ts';

it('finds percentiles over what several processes saw', () => {
	const delays = merged([{ 1: 50, 200: 4 }, { 1: 45 }, { 900: 1 }]);
	expect(delays).toEqual({ 1: 95, 200: 4, 900: 1 });
	expect(latencyOf(delays)).toEqual({ p50: 1, p95: 1, p99: 200, max: 900 });
});

it('finds nothing in nothing', () => {
	expect(latencyOf(merged([{}]))).toBeUndefined();
});
