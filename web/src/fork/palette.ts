import type { ByLane } from '@canario/contracts/lane';

/** The picture's colours, as CSS writes them. */
export interface Palette {
	readonly paper: string;
	readonly ink: string;
	readonly muted: string;
	readonly hairline: string;
	readonly lane: ByLane<string>;
	readonly canary: string;
	/** What makes the canary yellow seen on paper. */
	readonly canaryOutline: string;
	readonly failure: string;
}

/** Reads the theme's colours from the custom properties that hold at `element`. */
export function readPalette(element: Element): Palette {
	const style = getComputedStyle(element);
	const colour = (name: string) => style.getPropertyValue(name).trim() || style.color;
	return {
		paper: colour('--paper'),
		ink: colour('--ink'),
		muted: colour('--muted'),
		hairline: colour('--hairline'),
		lane: { blue: colour('--blue'), green: colour('--green') },
		canary: colour('--yellow'),
		canaryOutline: colour('--yellow-outline'),
		failure: colour('--red'),
	};
}
