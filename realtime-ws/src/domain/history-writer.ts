import { type HistoryPoint, POINT_MS, pointOf } from '@canario/contracts/history';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { Loop, pause } from '@canario/service-kit/loop';

interface Options {
	readonly read: () => Promise<StatsSnapshot>;
	readonly history: () => Promise<readonly HistoryPoint[]>;
	readonly addPoint: (point: HistoryPoint) => Promise<void>;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** Hears of each point that could not be written. */
	readonly onFailure: (error: unknown) => void;
}

/** Writes a point of the history at every multiple of POINT_MS. Every replica may; the first of an instant stays. */
export function historyWriter({ read, history, addPoint, now, onFailure }: Options): Loop {
	const write = async (atMs: number) => {
		const [snapshot, points] = await Promise.all([read(), history()]);
		const before = points.findLast((point) => point.atMs < atMs);
		await addPoint(pointOf(snapshot, atMs, before));
	};
	return new Loop(async (signal) => {
		const startMs = now();
		const atMs = Math.floor(startMs / POINT_MS) * POINT_MS + POINT_MS;
		await pause(atMs - startMs, signal);
		if (!signal.aborted) await write(atMs).catch(onFailure);
	});
}
