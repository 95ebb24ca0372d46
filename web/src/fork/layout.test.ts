import { describe, expect, it } from 'vitest';
import { GATES, layoutOf, toPoint } from './layout.ts';
import { bankAt, middleAt, stations, widthOf } from './river.ts';

const wide = layoutOf(1280, 320);
const narrow = layoutOf(328, 620);

describe('layoutOf', () => {
	it('runs to the right where there is room and down on a phone', () => {
		expect([wide.course, narrow.course]).toEqual(['right', 'down']);
	});

	it.each([wide, narrow, layoutOf(960, 320), layoutOf(900, 576), layoutOf(1872, 400), layoutOf(288, 560)])(
		'keeps the stations in their order and everything inside ($width by $height)',
		(layout) => {
			const order = [0, layout.split, layout.straight, ...layout.gates, layout.end];
			expect(order).toEqual(order.toSorted((a, b) => a - b));
			const breadth = layout.course === 'right' ? layout.height : layout.width;
			for (const middle of Object.values(layout.branch)) {
				expect(middle - layout.thickness / 2).toBeGreaterThanOrEqual(0);
				expect(middle + layout.thickness / 2).toBeLessThanOrEqual(breadth);
			}
			expect(layout.branch.green - layout.branch.blue).toBeGreaterThanOrEqual(layout.thickness);
			expect(layout.tray.across).toBeLessThan(breadth);
			expect(layout.tray.along).toBeLessThan(layout.gates[1]);
		},
	);

	it('draws requests larger on a wall', () => {
		expect([wide.grain, narrow.grain, layoutOf(1872, 400).grain]).toEqual([1, 1, 1.25]);
	});

	it('turns river coordinates by its course', () => {
		expect(toPoint(wide, 10, 20, { x: 0, y: 0 })).toEqual({ x: 10, y: 20 });
		expect(toPoint(narrow, 10, 20, { x: 0, y: 0 })).toEqual({ x: 20, y: 10 });
	});

	it('has blue pass the disk before its answer and green its answer before the disk', () => {
		expect(GATES).toEqual({ blue: ['durable', 'acknowledged'], green: ['acknowledged', 'durable'] });
	});
});

describe('the river', () => {
	it('is one body of water before the fork, whatever the share', () => {
		for (const blueShare of [0, 0.1, 0.5, 0.9, 1]) {
			const blue = { lane: 'blue', blueShare, share: blueShare } as const;
			const green = { lane: 'green', blueShare, share: 1 - blueShare } as const;
			const at = wide.split / 2;
			expect(bankAt(wide, { ...blue, side: -1 }, at)).toBeCloseTo(wide.middle - wide.thickness / 2);
			expect(bankAt(wide, { ...blue, side: 1 }, at)).toBeCloseTo(bankAt(wide, { ...green, side: -1 }, at));
			expect(bankAt(wide, { ...green, side: 1 }, at)).toBeCloseTo(wide.middle + wide.thickness / 2);
		}
	});

	it('brings each branch to its own middle where it runs straight', () => {
		expect(middleAt(wide, 'blue', 0.9, wide.straight)).toBeCloseTo(wide.branch.blue);
		expect(middleAt(wide, 'green', 0.9, wide.end)).toBeCloseTo(wide.branch.green);
	});

	it('gives a branch the width of its share', () => {
		expect(widthOf(wide, 0.25)).toBeCloseTo(wide.thickness / 4);
	});

	it('draws its banks from the start to the end without a step back', () => {
		const alongs = stations(wide, 0);
		expect(alongs).toEqual(alongs.toSorted((a, b) => a - b));
		expect([alongs[0], alongs.at(-1)]).toEqual([0, wide.end]);
	});
});
