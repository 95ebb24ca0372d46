import { LANES, type Lane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import type uPlot from 'uplot';
import type { Palette } from '../../../fork/palette.ts';
import { lineIndex, type Measure } from './measures.ts';
import type { WeightChange } from './points.ts';

/** "90/10": blue's weight, then green's. */
export const weightsText = ({ blue, green }: Weights) => `${blue}/${green}`;

/** Words nearer than this to the mark before would lie on each other, CSS pixels. */
const WORDS_PX = 46;

/** A yellow line where the weights changed, with what they became. */
export function drawChanges(plot: uPlot, changes: readonly WeightChange[], palette: Palette): void {
	const { ctx: context, bbox } = plot;
	const ratio = devicePixelRatio;
	let wordsFromX = bbox.left;
	context.save();
	context.font = `600 ${11 * ratio}px system-ui, sans-serif`;
	context.textBaseline = 'top';
	// the lines before may have been dashed
	context.setLineDash([]);
	for (const change of changes) {
		const x = Math.round(plot.valToPos(change.atMs / 1_000, 'x', true));
		if (x < bbox.left || x > bbox.left + bbox.width) continue;
		for (const [colour, width] of [
			[palette.canaryOutline, 5],
			[palette.canary, 3],
		] as const) {
			context.strokeStyle = colour;
			context.lineWidth = width * ratio;
			context.beginPath();
			context.moveTo(x, bbox.top);
			context.lineTo(x, bbox.top + bbox.height);
			context.stroke();
		}
		if (x < wordsFromX) continue;
		wordsFromX = x + WORDS_PX * ratio;
		const isLate = x + WORDS_PX * ratio > bbox.left + bbox.width;
		context.textAlign = isLate ? 'right' : 'left';
		context.fillStyle = palette.ink;
		context.fillText(weightsText(change.to), x + (isLate ? -5 : 5) * ratio, bbox.top);
	}
	context.restore();
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
