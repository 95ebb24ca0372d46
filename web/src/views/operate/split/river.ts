import type { Lane } from '@canario/contracts/lane';
import { type Layout, layoutOf } from '../../../fork/layout.ts';
import { bankAt, stations, widthOf } from '../../../fork/river.ts';

const SIZE = { width: 1_000, height: 200 } as const;

/** The fork without its gates: each branch ends in the middle of its lane's row. */
const LAYOUT: Layout = {
	...layoutOf(SIZE.width, SIZE.height),
	thickness: 84,
	middle: SIZE.height / 2,
	branch: { blue: SIZE.height / 4, green: (3 * SIZE.height) / 4 },
	split: 240,
	straight: 700,
};

/** For an `svg` that is stretched to its place. */
export const VIEW_BOX = `0 0 ${SIZE.width} ${SIZE.height}`;

const shareOf = (lane: Lane, blue: number) => (lane === 'blue' ? blue : 1 - blue);
const joined = (points: readonly (readonly [number, number])[]) =>
	points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');

/** The water of a lane that gets its share of `blue` (0 to 1), as a path. */
export function waterOf(lane: Lane, blue: number): string {
	const alongs = stations(LAYOUT, 0);
	const bank = { lane, blueShare: blue, share: shareOf(lane, blue) };
	const one = alongs.map((along) => [along, bankAt(LAYOUT, { ...bank, side: -1 }, along)] as const);
	const other = alongs.map((along) => [along, bankAt(LAYOUT, { ...bank, side: 1 }, along)] as const);
	return `M${joined([...one, ...other.toReversed()])}Z`;
}

/** Both banks of a lane as observed, about the middle of its water. */
export function banksOf(lane: Lane, blue: number, observedBlue: number): string {
	const bank = { lane, blueShare: blue, share: shareOf(lane, observedBlue) };
	if (widthOf(LAYOUT, bank.share) < 0.5) return '';
	const alongs = stations(LAYOUT, LAYOUT.split);
	const sides = [-1, 1] as const;
	return sides
		.map((side) => `M${joined(alongs.map((along) => [along, bankAt(LAYOUT, { ...bank, side }, along)]))}`)
		.join('');
}

/** Where the river parts, as parts of the picture's width and height. */
export function splitPoint(blue: number): { readonly x: number; readonly y: number } {
	const y = LAYOUT.middle - LAYOUT.thickness / 2 + widthOf(LAYOUT, blue);
	return { x: LAYOUT.split / SIZE.width, y: y / SIZE.height };
}

/** How far blue's share (0 to 1) goes when the split point is moved by this part of the picture's height. */
export const shareMoved = (partOfHeight: number): number => (partOfHeight * SIZE.height) / LAYOUT.thickness;
