import type { Lane } from '@canario/contracts/lane';
import type { Layout } from './layout.ts';

/** Goes from 0 to 1 with level ends. */
export function smooth(part: number): number {
	const x = Math.min(1, Math.max(0, part));
	return x * x * (3 - 2 * x);
}

/** How wide a branch with this share (0 to 1) is, CSS pixels. */
export const widthOf = (layout: Layout, share: number) => layout.thickness * share;

/** Middle of a lane's water at `along`; before the fork that is its part of the common river. */
export function middleAt(layout: Layout, lane: Lane, blueShare: number, along: number): number {
	const top = layout.middle - layout.thickness / 2;
	const before =
		lane === 'blue'
			? top + widthOf(layout, blueShare) / 2
			: top + widthOf(layout, blueShare) + widthOf(layout, 1 - blueShare) / 2;
	const bend = smooth((along - layout.split) / (layout.straight - layout.split));
	return before + (layout.branch[lane] - before) * bend;
}

/** What a bank is drawn for. */
export interface Bank {
	readonly lane: Lane;
	/** Blue's share as asked, 0 to 1: it gives the branch its course. */
	readonly blueShare: number;
	/** The share (0 to 1) that gives the branch its width. */
	readonly share: number;
	readonly side: 1 | -1;
}

/** How far the bank lies across at `along`, CSS pixels. */
export const bankAt = (layout: Layout, bank: Bank, along: number) =>
	middleAt(layout, bank.lane, bank.blueShare, along) + (bank.side * widthOf(layout, bank.share)) / 2;

/** Positions along the river at which a bank is worth a corner: many in the bend, few where it is straight. */
export function stations(layout: Layout, from: number): readonly number[] {
	const bend = Array.from(
		{ length: 33 },
		(_, index) => layout.split + ((layout.straight - layout.split) * index) / 32,
	);
	return [from, ...bend.filter((along) => along > from), layout.end];
}
