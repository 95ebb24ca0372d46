import { readFile } from 'node:fs/promises';
import { DEPARTMENTS } from '@canario/contracts/departments';
import { expect, test } from 'vitest';
import { MAP_HEIGHT, MAP_WIDTH, SHAPES } from '../src/views/vaccination/gen/guatemala.ts';
import { drawMap, MODULE } from './draw-map.ts';

test('the committed map is what the script draws from the data', async () => {
	expect(await readFile(MODULE, 'utf8')).toBe(await drawMap());
});

test('the map is small enough for the page', async () => {
	expect((await readFile(MODULE)).byteLength).toBeLessThan(20 * 1024);
});

test('every department has an outline, and its centre lies in the drawing', () => {
	expect(Object.keys(SHAPES).toSorted()).toEqual(DEPARTMENTS.map(({ code }) => code));
	for (const { centre, path } of Object.values(SHAPES)) {
		expect(path).toMatch(/^M\d+ \d+l.+z$/);
		expect(centre[0]).toBeGreaterThan(0);
		expect(centre[0]).toBeLessThan(MAP_WIDTH);
		expect(centre[1]).toBeGreaterThan(0);
		expect(centre[1]).toBeLessThan(MAP_HEIGHT);
	}
});
