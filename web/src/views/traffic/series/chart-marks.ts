import type { WeightChange } from '@canario/contracts/history';
import { LANES, type Lane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import type uPlot from 'uplot';
import type { Palette } from '../../../fork/palette.ts';
import { placedLabels } from './labels.ts';
import { lineIndex, type Measure } from './measures.ts';

/** "90/10": blue's weight, then green's. */
export const weightsText = ({ blue, green }: Weights) => `${blue}/${green}`;

/** A yellow line where the weights changed, and above it what they became. */
export function drawChanges(plot: uPlot, changes: readonly WeightChange[], palette: Palette): void {
	const { ctx: context, bbox } = plot;
	const right = bbox.left + bbox.width;
	const marks = changes
		.map(({ atMs, to }) => ({ x: Math.round(plot.valToPos(atMs / 1_000, 'x', true)), text: weightsText(to) }))
		.filter(({ x }) => x >= bbox.left && x <= right);
	context.save();
	// the lines before may have been dashed
	context.setLineDash([]);
	for (const { x } of marks) drawMark(plot, x, palette);
	context.font = `600 ${11 * devicePixelRatio}px system-ui, sans-serif`;
	context.textBaseline = 'bottom';
	context.textAlign = 'left';
	context.fillStyle = palette.ink;
	const labels = marks.map(({ x, text }) => ({ x, text, width: context.measureText(text).width }));
	for (const { text, fromX } of placedLabels(labels, { left: bbox.left, right, gap: 6 * devicePixelRatio })) {
		context.fillText(text, fromX, bbox.top - 2 * devicePixelRatio);
	}
	context.restore();
}

function drawMark({ ctx: context, bbox }: uPlot, x: number, palette: Palette): void {
	for (const [colour, width] of [
		[palette.canaryOutline, 5],
		[palette.canary, 3],
	] as const) {
		context.strokeStyle = colour;
		context.lineWidth = width * devicePixelRatio;
		context.beginPath();
		context.moveTo(x, bbox.top);
		context.lineTo(x, bbox.top + bbox.height);
		context.stroke();
	}
}

/** The lane's shape at the newest value of its line. */
export function drawEnds(plot: uPlot, measure: Measure, palette: Palette): void {
	const context = plot.ctx;
	const [seconds] = plot.data;
	const size = 4 * devicePixelRatio;
	context.setLineDash([]);
	for (const lane of LANES) {
		const values = plot.data[lineIndex(measure, lane)] ?? [];
		const last = values.length - 1;
		const value = values[last];
		const second = seconds?.[last];
		if (value === null || value === undefined || second === undefined) continue;
		const x = plot.valToPos(second, 'x', true);
		const y = plot.valToPos(value, 'y', true);
		context.beginPath();
		shape(context, lane, { x, y, size });
		context.fillStyle = palette.lane[lane];
		context.fill();
		context.lineWidth = 1.5 * devicePixelRatio;
		context.strokeStyle = palette.paper;
		context.stroke();
	}
}

function shape(
	context: CanvasRenderingContext2D,
	lane: Lane,
	{ x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
	if (lane === 'blue') {
		context.arc(x, y, size, 0, Math.PI * 2);
		return;
	}
	const half = size * 1.35;
	context.moveTo(x, y - half);
	context.lineTo(x + half, y);
	context.lineTo(x, y + half);
	context.lineTo(x - half, y);
	context.closePath();
}
