import type { Sample } from './sample.ts';

/** What a row compares. */
export const FIGURES = {
	/** Operations a second, until all of them were stored. */
	rate: ({ operations, seconds }: Sample) => operations / seconds,
	/** CPU microseconds of the measured processes for one operation. */
	cpu: ({ cpuSeconds, operations }: Sample) =>
		cpuSeconds === undefined ? Number.NaN : (cpuSeconds * 1_000_000) / operations,
	/** Milliseconds until 95 % of what was accepted was acknowledged. */
	p95: ({ accepted }: Sample) => accepted?.p95 ?? Number.NaN,
	/** Milliseconds until 95 % of the refused heard so; 0 where none was. */
	refusedP95: ({ refused }: Sample) => refused?.p95 ?? Number.NaN,
} as const satisfies Record<string, (sample: Sample) => number>;

export type Figure = keyof typeof FIGURES;
