import { SHAPES } from '../gen/guatemala.ts';

const STEPS = {
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
} as const;
type Arrow = keyof typeof STEPS;

const isArrow = (key: string): key is Arrow => key in STEPS;

/**
 * The department that an arrow key leads to from `code`: the nearest one whose centre lies that way, straight ahead
 * before aside. `code` itself where the map ends; undefined for any other key.
 */
export function neighbour(code: string, key: string): string | undefined {
	const from = SHAPES[code];
	if (!isArrow(key) || !from) return undefined;
	const [dx, dy] = STEPS[key];
	let best = { code, cost: Number.POSITIVE_INFINITY };
	for (const [other, { centre }] of Object.entries(SHAPES)) {
		const x = centre[0] - from.centre[0];
		const y = centre[1] - from.centre[1];
		const ahead = x * dx + y * dy;
		const aside = Math.abs(x * dy) + Math.abs(y * dx);
		if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < best.cost)
			best = { code: other, cost: ahead + 2 * aside };
	}
	return best.code;
}
