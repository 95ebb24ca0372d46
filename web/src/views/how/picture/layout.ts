import type { Lane } from '@canario/contracts/lane';

/** Parts of the platform, as the picture shows them. */
export const PARTS = [
	'senders',
	'entry',
	'blue',
	'recorder',
	'green',
	'subscriber',
	'records',
	'statistics',
	'feed',
	'viewers',
] as const;
export type Part = (typeof PARTS)[number];

/** Arrows of the picture, each with a live figure. */
export const ARROWS = [
	'sent',
	'toBlue',
	'toGreen',
	'called',
	'streamed',
	'blueStored',
	'greenStored',
	'counted',
	'read',
	'watched',
] as const;
export type Arrow = (typeof ARROWS)[number];

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** The note that explains it, 1 to 5. */
	readonly note?: number;
}

export interface Line {
	readonly path: string;
	/** Where the figure stands, and how its text is anchored there. */
	readonly x: number;
	readonly y: number;
	readonly anchor: 'start' | 'middle' | 'end';
	readonly lane?: Lane;
}

/** The picture for one kind of screen, in its own units. */
export interface Layout {
	readonly width: number;
	readonly height: number;
	readonly boxes: Readonly<Record<Part, Box>>;
	readonly lines: Readonly<Record<Arrow, Line>>;
}

const WIDE_BOX = { width: 140, height: 56 } as const;

/** From left to right, for screens of 720 px and up. */
export const WIDE: Layout = {
	width: 1200,
	height: 430,
	boxes: {
		senders: { x: 0, y: 172, ...WIDE_BOX, width: 120 },
		entry: { x: 220, y: 172, ...WIDE_BOX, note: 1 },
		blue: { x: 470, y: 52, ...WIDE_BOX, note: 2 },
		recorder: { x: 720, y: 52, ...WIDE_BOX },
		green: { x: 470, y: 292, ...WIDE_BOX, note: 3 },
		subscriber: { x: 720, y: 292, ...WIDE_BOX },
		records: { x: 1000, y: 52, ...WIDE_BOX, width: 200, note: 4 },
		statistics: { x: 1000, y: 172, ...WIDE_BOX, width: 200 },
		feed: { x: 1000, y: 292, ...WIDE_BOX, width: 200, note: 5 },
		viewers: { x: 1000, y: 382, ...WIDE_BOX, width: 200, height: 44 },
	},
	lines: {
		sent: { path: 'M120 200H214', x: 167, y: 188, anchor: 'middle' },
		toBlue: { path: 'M360 188C430 188 400 80 464 80', x: 400, y: 108, anchor: 'end', lane: 'blue' },
		toGreen: { path: 'M360 212C430 212 400 320 464 320', x: 400, y: 296, anchor: 'end', lane: 'green' },
		called: { path: 'M610 80H714', x: 662, y: 42, anchor: 'middle', lane: 'blue' },
		streamed: { path: 'M610 320H714', x: 662, y: 282, anchor: 'middle', lane: 'green' },
		blueStored: { path: 'M860 70H994', x: 930, y: 32, anchor: 'middle', lane: 'blue' },
		greenStored: { path: 'M860 308C940 308 900 92 994 92', x: 905, y: 190, anchor: 'end', lane: 'green' },
		counted: { path: 'M1100 108V166', x: 1090, y: 142, anchor: 'end' },
		read: { path: 'M1100 228V286', x: 1090, y: 262, anchor: 'end' },
		watched: { path: 'M1100 348V376', x: 1090, y: 367, anchor: 'end' },
	},
};

const TALL_BOX = { width: 150, height: 54 } as const;
const MIDDLE = { x: 70, width: 200, height: 54 } as const;

/** From top to bottom, for phones. */
export const TALL: Layout = {
	width: 340,
	height: 800,
	boxes: {
		senders: { ...MIDDLE, y: 0, height: 44 },
		entry: { ...MIDDLE, y: 92, note: 1 },
		blue: { x: 0, y: 216, ...TALL_BOX, note: 2 },
		recorder: { x: 0, y: 330, ...TALL_BOX },
		green: { x: 190, y: 216, ...TALL_BOX, note: 3 },
		subscriber: { x: 190, y: 330, ...TALL_BOX },
		records: { ...MIDDLE, y: 464, note: 4 },
		statistics: { ...MIDDLE, y: 570 },
		feed: { ...MIDDLE, y: 676, note: 5 },
		viewers: { ...MIDDLE, y: 768, height: 32 },
	},
	lines: {
		sent: { path: 'M170 44V86', x: 170, y: 72, anchor: 'middle' },
		toBlue: { path: 'M150 146C150 186 75 166 75 210', x: 75, y: 182, anchor: 'middle', lane: 'blue' },
		toGreen: { path: 'M190 146C190 186 265 166 265 210', x: 265, y: 182, anchor: 'middle', lane: 'green' },
		called: { path: 'M75 270V324', x: 75, y: 301, anchor: 'middle', lane: 'blue' },
		streamed: { path: 'M265 270V324', x: 265, y: 301, anchor: 'middle', lane: 'green' },
		blueStored: { path: 'M75 384C75 424 140 414 140 458', x: 75, y: 428, anchor: 'middle', lane: 'blue' },
		greenStored: {
			path: 'M265 384C265 424 200 414 200 458',
			x: 274,
			y: 432,
			anchor: 'middle',
			lane: 'green',
		},
		counted: { path: 'M170 518V564', x: 170, y: 546, anchor: 'middle' },
		read: { path: 'M170 624V670', x: 170, y: 652, anchor: 'middle' },
		watched: { path: 'M170 730V762', x: 170, y: 751, anchor: 'middle' },
	},
};
