import { expect, it } from 'vitest';
import { placedLabels } from './labels.ts';

const room = { left: 100, right: 500, gap: 5 };
const at = (...xs: number[]) => xs.map((x) => ({ x, width: 40 }));
const placed = (...xs: number[]) => placedLabels(at(...xs), room).map(({ x, fromX }) => [x, fromX]);

it('stands in the middle of its mark, the newest first', () => {
	expect(placed(200, 300)).toEqual([
		[300, 280],
		[200, 180],
	]);
});

it('gives way to a newer one that it would touch', () => {
	expect(placed(200, 290, 330, 331)).toEqual([
		[331, 311],
		[200, 180],
	]);
});

it('stays in the room', () => {
	expect(placed(101, 499)).toEqual([
		[499, 460],
		[101, 100],
	]);
});
