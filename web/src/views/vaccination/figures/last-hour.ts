import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';

/** The doses of one minute. */
export interface Minute {
	/** Its start, milliseconds since the Unix epoch. */
	readonly atMs: number;
	readonly blue: number;
	readonly green: number;
}

/** The whole minutes that the snapshot tells of, oldest first. */
export function lastHour(minutes: StatsSnapshot['minutes']): readonly Minute[] {
	return Object.entries(minutes)
		.map(([start, { blue, green }]) => ({ atMs: Number(start), blue, green }))
		.toSorted((a, b) => a.atMs - b.atMs);
}

/** The least round number (1, 2 or 5 times a power of ten) that is not below `value`; 1 for nothing. */
export function roundUp(value: number): number {
	if (value <= 1) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	return power * ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10);
}
