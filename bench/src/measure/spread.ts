/** One figure for each round, and what lies in the middle of them. */
export interface Spread {
	readonly median: number;
	readonly least: number;
	readonly most: number;
}

/** Where a figure has to be. */
export type Target = { readonly least: number } | { readonly most: number };

/** Differences smaller than this are noise: CPU per operation varies that much from run to run. */
const NOISE = 1.25;

/** @throws {RangeError} when there are none. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = values.toSorted((a, b) => a - b);
	const [least, most] = [sorted[0], sorted.at(-1)];
	if (least === undefined || most === undefined) throw new RangeError('a spread of nothing');
	const [low, high] = [
		sorted[Math.floor((sorted.length - 1) / 2)],
		sorted[Math.ceil((sorted.length - 1) / 2)],
	];
	return { median: ((low ?? least) + (high ?? most)) / 2, least, most };
}

/** Whether a ratio, or a figure and its target, are closer than noise. */
export function isNoise(a: number, b = 1): boolean {
	return Math.max(a / b, b / a) < NOISE;
}

export function meets(figure: number, target: Target): boolean {
	return 'least' in target ? figure >= target.least : figure <= target.most;
}

/** The limit of a target, whichever way it looks. */
export const limitOf = (target: Target): number => ('least' in target ? target.least : target.most);
