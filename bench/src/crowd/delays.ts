import type { Latency } from '../load/load.ts';

/** How often each whole number of milliseconds was seen; can be sent from process to process. */
export type Delays = Readonly<Record<number, number>>;

/** Delays of several processes as one. */
export function merged(all: readonly Delays[]): Delays {
	const sum: Record<number, number> = {};
	for (const delays of all) {
		for (const [ms, count] of Object.entries(delays)) sum[Number(ms)] = (sum[Number(ms)] ?? 0) + count;
	}
	return sum;
}

/** Their percentiles, milliseconds; `undefined` when nothing was seen. */
export function latencyOf(delays: Delays): Latency | undefined {
	const sorted = Object.entries(delays)
		.map(([ms, count]) => ({ ms: Number(ms), count }))
		.sort((a, b) => a.ms - b.ms);
	const total = sorted.reduce((sum, { count }) => sum + count, 0);
	if (total === 0) return undefined;
	const at = (share: number) => {
		let seen = 0;
		for (const { ms, count } of sorted) {
			seen += count;
			if (seen >= share * total) return ms;
		}
		return Number.NaN;
	};
	return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
