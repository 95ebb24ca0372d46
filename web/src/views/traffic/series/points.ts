import { HISTORY_MS, type HistoryPoint, POINT_MS, type WeightChange } from '@canario/contracts/history';

/** The instant of the history that `nowMs` belongs to, ms since the epoch. */
export const instantOf = (nowMs: number) => Math.floor(nowMs / POINT_MS) * POINT_MS;

/** Both lists as one, oldest first, one point an instant (that of `known`), none older than the history goes. */
export function joined(
	known: readonly HistoryPoint[],
	added: readonly HistoryPoint[],
): readonly HistoryPoint[] {
	const byInstant = new Map([...added, ...known].map((point) => [point.atMs, point]));
	const points = [...byInstant.values()].sort((a, b) => a.atMs - b.atMs);
	const newestMs = points.at(-1)?.atMs ?? 0;
	return points.filter(({ atMs }) => atMs >= newestMs - HISTORY_MS);
}

/** Values by instant, as uPlot wants them: seconds first, null where nothing is known. */
export type Columns = [number[], ...(number | null)[][]];

/** What `picks` take of each point. Where instants are missing the line is broken. */
export function columnsOf(
	points: readonly HistoryPoint[],
	picks: readonly ((point: HistoryPoint) => number | undefined)[],
): Columns {
	const rows: { atMs: number; point?: HistoryPoint }[] = [];
	for (const point of points) {
		const lastMs = rows.at(-1)?.atMs ?? point.atMs;
		if (point.atMs - lastMs > 2 * POINT_MS) rows.push({ atMs: lastMs + POINT_MS });
		rows.push({ atMs: point.atMs, point });
	}
	return [
		rows.map(({ atMs }) => atMs / 1_000),
		...picks.map((pick) => rows.map(({ point }) => (point === undefined ? null : (pick(point) ?? null)))),
	];
}

/** One point of every `everyMs`, newest first: what a table shows. */
export function thinned(points: readonly HistoryPoint[], everyMs: number): readonly HistoryPoint[] {
	return points.filter(({ atMs }) => atMs % everyMs === 0).toReversed();
}

/** The least that the time axis shows, seconds. */
const LEAST_S = 120;

/**
 * From when to when the charts go, seconds since the epoch; the same for all of them. Every change is on it, also
 * one that is newer than the last point or older than the first.
 */
export function spanOf(
	points: readonly HistoryPoint[],
	changes: readonly WeightChange[],
): readonly [number, number] {
	const last = Math.max(points.at(-1)?.atMs ?? 0, changes.at(-1)?.atMs ?? 0) / 1_000;
	const first = Math.min(points[0]?.atMs ?? 0, changes[0]?.atMs ?? Number.POSITIVE_INFINITY) / 1_000;
	return [Math.min(first, last - LEAST_S), last];
}
