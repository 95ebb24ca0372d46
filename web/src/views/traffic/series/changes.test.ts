import { HISTORY_MS, type HistoryPoint, POINT_MS, type WeightChange } from '@canario/contracts/history';
import { expect, it } from 'vitest';
import { changesOf, type Split, withSeen } from './changes.ts';

const weights = (blue: number) => ({ blue, green: 100 - blue });
/** The split of `version`, which was made that many seconds after the epoch. */
const split = (version: number, blue: number): Split => ({
	weights: weights(blue),
	version,
	changedAtMs: version * 1_000,
});
const point = (index: number, known?: Split): HistoryPoint => {
	const lane = { ratePerSecond: 0, failedPerSecond: 0, ack: {}, durable: {}, inFlight: 0 };
	return {
		atMs: index * POINT_MS,
		lanes: { blue: lane, green: lane },
		failed: { blue: 0, green: 0 },
		...(known && { split: known }),
	};
};
const change = (version: number, from: number, to: number): WeightChange => ({
	version,
	atMs: version * 1_000,
	from: weights(from),
	to: weights(to),
});
const none = { told: [], seen: [] };

it('finds each change of the weights once, with when it was and what it changed', () => {
	const [before, after] = [split(1, 90), split(19, 50)];
	const points = [point(1), point(2, before), point(3, before), point(4), point(5, after), point(6, after)];
	expect(changesOf(points, none)).toEqual([change(19, 90, 50)]);
});

it('shows a change at once, before a point knows of it', () => {
	const points = [point(1, split(1, 90))];
	expect(changesOf(points, { told: [], seen: [split(1, 90), split(8, 50)] })).toEqual([change(8, 90, 50)]);
	expect(changesOf(points, { told: [], seen: [split(1, 90)] })).toEqual([]);
});

it('shows every change that fell between two points: what was told, and what was seen since', () => {
	const points = [point(1, split(1, 90)), point(2, split(9, 50))];
	const told = [change(6, 90, 80), change(7, 80, 60), change(9, 60, 50)];
	const seen = [split(9, 50), split(11, 40), split(12, 30)];
	expect(changesOf(points, { told, seen })).toEqual([...told, change(11, 50, 40), change(12, 40, 30)]);
});

it('shows a change once though its journal has another time for it', () => {
	const told = [{ ...change(9, 90, 50), atMs: 9_040 }];
	expect(changesOf([point(1, split(1, 90)), point(2, split(9, 50))], { told, seen: [] })).toEqual(told);
});

it('takes the versions of a split that began anew for others', () => {
	const anew: Split = { weights: weights(20), version: 1, changedAtMs: 60_000 };
	const changes = changesOf([point(1, split(1, 90))], { told: [change(2, 90, 50)], seen: [anew] });
	expect(changes.map(({ version, to }) => [version, to.blue])).toEqual([
		[2, 50],
		[1, 20],
	]);
});

it('shows none where the weights stay, and none from before the history', () => {
	expect(changesOf([point(1, split(1, 90)), point(2, split(7, 90))], none)).toEqual([]);
	const late = point(1 + (HISTORY_MS + 9_000) / POINT_MS);
	expect(changesOf([point(1, split(1, 90)), point(2, split(7, 50)), late], none)).toEqual([]);
});

it('keeps what was seen, each once, as long as the history goes', () => {
	const seen = withSeen([split(1, 90)], split(2, 50));
	expect(seen).toEqual([split(1, 90), split(2, 50)]);
	expect(withSeen(seen, split(2, 50))).toBe(seen);
	const late = split(HISTORY_MS / 1_000 + 2, 10);
	expect(withSeen(seen, late)).toEqual([split(2, 50), late]);
});
