import { LANES, type Lane } from '@canario/contracts/lane';
import { GATES, type Point, toPoint } from './layout.ts';
import { lineTo, type Pen } from './pen.ts';
import { widthOf } from './river.ts';

/** How far a gate stands out of a full branch, CSS pixels. */
const OVER_PX = 6;

/** Half the tray's length and its depth, CSS pixels. */
const TRAY_PX = { half: 13, depth: 11 } as const;

const point: Point = { x: 0, y: 0 };

/** Draws what stands on the river: the point where it parts, the gates, the tray of the dead-lettered. */
export function drawMarks(pen: Pen, askedBlue: number, changed: number): void {
	drawFork(pen, askedBlue, changed);
	for (const lane of LANES) drawGates(pen, lane);
	drawTray(pen);
}

/** Where the river parts: yellow for a while after a change (`changed` 1 to 0). */
function drawFork({ context, layout, palette }: Pen, askedBlue: number, changed: number): void {
	const across = layout.middle - layout.thickness / 2 + widthOf(layout, askedBlue);
	const { x, y } = toPoint(layout, layout.split, across, point);
	context.beginPath();
	context.arc(x, y, 7, 0, Math.PI * 2);
	context.fillStyle = palette.paper;
	context.fill();
	context.globalAlpha = changed;
	context.fillStyle = palette.canary;
	context.fill();
	context.globalAlpha = 1;
	context.lineWidth = 2;
	context.strokeStyle = palette.ink;
	context.stroke();
}

/** One bar where the sender is answered, two where the disk has the document. */
function drawGates(pen: Pen, lane: Lane): void {
	const { context, layout, palette } = pen;
	const half = layout.thickness / 2 + OVER_PX;
	const middle = layout.branch[lane];
	context.lineWidth = 2;
	context.strokeStyle = palette.ink;
	for (const [index, along] of layout.gates.entries()) {
		const bars = GATES[lane][index] === 'durable' ? [-2.5, 2.5] : [0];
		for (const bar of bars) {
			context.beginPath();
			lineTo(pen, along + bar, middle - half);
			lineTo(pen, along + bar, middle + half);
			context.stroke();
		}
	}
}

function drawTray({ context, layout, palette }: Pen): void {
	const { x, y } = toPoint(layout, layout.tray.along, layout.tray.across, point);
	const floor = y + TRAY_PX.depth / 2;
	context.beginPath();
	context.moveTo(x - TRAY_PX.half, floor - TRAY_PX.depth);
	context.lineTo(x - TRAY_PX.half, floor);
	context.lineTo(x + TRAY_PX.half, floor);
	context.lineTo(x + TRAY_PX.half, floor - TRAY_PX.depth);
	context.lineWidth = 1.5;
	context.strokeStyle = palette.muted;
	context.stroke();
}
