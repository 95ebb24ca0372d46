import type { Layout, Point } from './layout.ts';
import { toPoint } from './layout.ts';
import type { Palette } from './palette.ts';

/** What to draw with, and where. */
export interface Pen {
	readonly context: CanvasRenderingContext2D;
	readonly layout: Layout;
	readonly palette: Palette;
}

const point: Point = { x: 0, y: 0 };

/** Leads the path to a place in river coordinates. */
export function lineTo({ context, layout }: Pen, along: number, across: number): void {
	toPoint(layout, along, across, point);
	context.lineTo(point.x, point.y);
}

/** Strokes a line of its own through `alongs`, each as far across as `acrossAt` says. */
export function strokeLine(pen: Pen, alongs: readonly number[], acrossAt: (along: number) => number): void {
	pen.context.beginPath();
	for (const along of alongs) lineTo(pen, along, acrossAt(along));
	pen.context.stroke();
}
