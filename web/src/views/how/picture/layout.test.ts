import { expect, test } from 'vitest';
import { ARROWS, PARTS, TALL, WIDE } from './layout.ts';

test.each([
	['wide', WIDE],
	['tall', TALL],
])(
	'everything of the %s picture lies in it, and its notes are 1 to 5',
	(_, { boxes, lines, width, height }) => {
		for (const part of PARTS) {
			const box = boxes[part];
			expect(box.x).toBeGreaterThanOrEqual(0);
			expect(box.x + box.width).toBeLessThanOrEqual(width);
			expect(box.y + box.height).toBeLessThanOrEqual(height);
		}
		for (const arrow of ARROWS) {
			expect(lines[arrow].x).toBeLessThanOrEqual(width);
			expect(lines[arrow].y).toBeLessThanOrEqual(height);
		}
		const notes = PARTS.map((part) => boxes[part].note).filter((note) => note !== undefined);
		expect(notes.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
	},
);

test.each([
	['wide', WIDE],
	['tall', TALL],
])('no two boxes of the %s picture touch', (_, { boxes }) => {
	for (const a of PARTS) {
		for (const b of PARTS) {
			if (a === b) continue;
			const apart =
				boxes[a].x + boxes[a].width < boxes[b].x ||
				boxes[b].x + boxes[b].width < boxes[a].x ||
				boxes[a].y + boxes[a].height < boxes[b].y ||
				boxes[b].y + boxes[b].height < boxes[a].y;
			expect(apart, `${a} and ${b}`).toBe(true);
		}
	}
});
