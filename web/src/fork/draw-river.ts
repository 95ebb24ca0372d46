import { LANES, type Lane } from '@canario/contracts/lane';
import type { Layout } from './layout.ts';
import { lineTo, type Pen, strokeLine } from './pen.ts';
import { bankAt, middleAt, stations, widthOf } from './river.ts';

/** What the river shows. Shares are 0 to 1. */
export interface RiverState {
	readonly askedBlue: number;
	/** Absent before anything was served under these weights. */
	readonly observedBlue: number | undefined;
}

/** Below this share a branch is also shown by a dashed line in its middle. */
const DRY = 0.02;

const shareOf = (lane: Lane, blue: number) => (lane === 'blue' ? blue : 1 - blue);

/** Draws the water and its banks, which stand while the requests move. */
export function drawRiver(pen: Pen, state: RiverState): void {
	for (const lane of LANES) {
		drawWater(pen, lane, state);
		drawDry(pen, lane, state);
		if (state.observedBlue !== undefined) drawObserved(pen, lane, state);
	}
}

/** Asked: filled water, ink before the fork and the lane's colour after it. */
function drawWater(pen: Pen, lane: Lane, state: RiverState): void {
	const share = shareOf(lane, state.askedBlue);
	if (share <= 0) return;
	const { context, layout, palette } = pen;
	const alongs = stations(layout, 0);
	const bank = { lane, blueShare: state.askedBlue, share };
	context.beginPath();
	for (const along of alongs) lineTo(pen, along, bankAt(layout, { ...bank, side: -1 }, along));
	for (const along of alongs.toReversed()) lineTo(pen, along, bankAt(layout, { ...bank, side: 1 }, along));
	context.closePath();
	context.globalAlpha = 0.2;
	context.fillStyle = alongRiver(context, layout, palette.muted, palette.lane[lane]);
	context.fill();
	context.globalAlpha = 1;
}

/** A gradient from the common river's colour to the lane's, that turns at the fork. */
function alongRiver(context: Pen['context'], layout: Layout, before: string, after: string): CanvasGradient {
	const [x, y] = layout.course === 'right' ? [layout.end, 0] : [0, layout.end];
	const gradient = context.createLinearGradient(0, 0, x, y);
	gradient.addColorStop(0, before);
	gradient.addColorStop((layout.split * 0.92) / layout.end, before);
	gradient.addColorStop((layout.split * 0.7 + layout.straight * 0.3) / layout.end, after);
	gradient.addColorStop(1, after);
	return gradient;
}

/** A thin line where the branch runs, so that one without water is seen too. */
function drawDry(pen: Pen, lane: Lane, state: RiverState): void {
	if (shareOf(lane, state.askedBlue) > DRY) return;
	const { context, layout, palette } = pen;
	context.setLineDash([2, 5]);
	context.lineWidth = 1.5;
	context.strokeStyle = palette.lane[lane];
	strokeLine(pen, stations(layout, layout.split), (along) => middleAt(layout, lane, state.askedBlue, along));
	context.setLineDash([]);
}

/** Observed: an outline about the same middle. Where it leaves the water, the shares differ. */
function drawObserved(pen: Pen, lane: Lane, state: RiverState): void {
	const { context, layout, palette } = pen;
	const share = shareOf(lane, state.observedBlue ?? 0);
	if (widthOf(layout, share) < 0.5) return;
	const alongs = stations(layout, layout.split);
	context.lineWidth = 1.75;
	context.setLineDash(lane === 'green' ? [7, 4] : []);
	context.strokeStyle = palette.lane[lane];
	for (const side of [-1, 1] as const) {
		const bank = { lane, blueShare: state.askedBlue, share, side };
		strokeLine(pen, alongs, (along) => bankAt(layout, bank, along));
	}
	context.setLineDash([]);
}
