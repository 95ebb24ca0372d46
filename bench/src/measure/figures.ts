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
	/** Milliseconds until 99 % of what was sent had been received. */
	p99: ({ accepted }: Sample) => accepted?.p99 ?? Number.NaN,
	/** CPU seconds of the measured processes a second. */
	cores: ({ cpuSeconds, seconds }: Sample) => (cpuSeconds === undefined ? Number.NaN : cpuSeconds / seconds),
	/** Kilobytes that each one costs. */
	memory: ({ bytesEach }: Sample) => (bytesEach ?? Number.NaN) / 1_000,
	/** Until all of it was done. */
	seconds: ({ seconds }: Sample) => seconds,
} as const satisfies Record<string, (sample: Sample) => number>;

export type Figure = keyof typeof FIGURES;
