import type { Lane } from '@canario/contracts/lane';

/** A point of the picture, CSS pixels from its upper left corner. */
export interface Point {
	x: number;
	y: number;
}

/** Which way the river runs. */
export type Course = 'right' | 'down';

/**
 * Where everything stands. `along` is measured in the river's course and `across` from the upper bank (course
 * right) or the left one (course down), both in CSS pixels.
 */
export interface Layout {
	readonly course: Course;
	readonly width: number;
	readonly height: number;
	/** How much larger than at the usual size requests are drawn: they grow with a wall's picture. */
	readonly grain: number;
	/** How wide the river is before it forks, and a branch that has all of the traffic. */
	readonly thickness: number;
	/** Middle of the river before it forks. */
	readonly middle: number;
	/** Middle of each branch after the bend. */
	readonly branch: Readonly<Record<Lane, number>>;
	/** Where the river forks, and from where on the branches run straight. */
	readonly split: number;
	readonly straight: number;
	/** The two gates, and where the picture ends. What each means differs by lane: see GATES. */
	readonly gates: readonly [number, number];
	readonly end: number;
	/** Where what is dead-lettered lies. */
	readonly tray: { readonly along: number; readonly across: number };
	/** The way in which failed requests drop out, in terms of `across`. */
	readonly drop: Readonly<Record<Lane, 1 | -1>>;
}

/** What the sender and the record store say, in the order in which a lane's requests meet them. */
export type Gate = 'acknowledged' | 'durable';

/** Blue answers when the document is on disk; green answers first. */
export const GATES: Readonly<Record<Lane, readonly [Gate, Gate]>> = {
	blue: ['durable', 'acknowledged'],
	green: ['acknowledged', 'durable'],
};

/** Below this width, CSS pixels, the river runs down. */
const NARROW_PX = 960;

/** The usual height of a river that runs to the right, CSS pixels. */
const USUAL_PX = 320;

/** The picture's proportions for a place of `width` by `height` CSS pixels. */
export function layoutOf(width: number, height: number): Layout {
	return width < NARROW_PX ? downward(width, height) : rightward(width, height);
}

function rightward(width: number, height: number): Layout {
	const thickness = Math.round(height * 0.27);
	const split = Math.round(Math.max(150, width * 0.15));
	const gates = [Math.round(width * 0.53), Math.round(width * 0.8)] as const;
	return {
		course: 'right',
		grain: Math.max(1, height / USUAL_PX),
		width,
		height,
		thickness,
		middle: height / 2,
		branch: { blue: height * 0.335, green: height * 0.665 },
		split,
		straight: Math.round(split + (gates[0] - split) * 0.46),
		gates,
		end: width,
		tray: {
			along: Math.min(Math.round(width * 0.7), gates[1] - 105),
			across: Math.round(height * 0.665 + thickness / 2 + 22),
		},
		drop: { blue: 1, green: 1 },
	};
}

function downward(width: number, height: number): Layout {
	const thickness = Math.min(110, Math.round(width * 0.2));
	const split = Math.round(height * 0.15);
	const branch = { blue: Math.round(width * 0.25), green: Math.round(width * 0.75) };
	return {
		course: 'down',
		grain: 1,
		width,
		height,
		thickness,
		middle: width / 2,
		branch,
		split,
		straight: Math.round(height * 0.34),
		gates: [Math.round(height * 0.52), Math.round(height * 0.8)],
		end: height,
		tray: { along: Math.round(height * 0.68), across: width - 16 },
		drop: { blue: -1, green: 1 },
	};
}

/** Turns river coordinates into the picture's, in `point`, which it returns. */
export function toPoint(layout: Layout, along: number, across: number, point: Point): Point {
	point.x = layout.course === 'right' ? along : across;
	point.y = layout.course === 'right' ? across : along;
	return point;
}
