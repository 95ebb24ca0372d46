import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./colours.css', import.meta.url), 'utf8');

/** The colours of the n-th block of the file. */
function block(index: number): ReadonlyMap<string, string> {
	const body = css.match(/\{[^{}]*\}/g)?.[index] ?? '';
	return new Map(
		[...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
	);
}
const themes = { light: block(0), dark: block(1) };

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
	const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['paper', 'surface', 'sunk'];
const TEXTS = ['ink', 'muted', 'blue-text', 'green-text', 'red-text', 'amber-text', 'people-text'];
const MARKS = ['blue', 'green', 'red', 'amber', 'people', 'edge', 'focus', 'yellow-outline'];
const pairs = (fronts: readonly string[], grounds: readonly string[]) =>
	fronts.flatMap((front) => grounds.map((ground) => [front, ground] as const));

describe.each(Object.entries(themes))('the colours of the %s theme', (_theme, colours) => {
	const ratio = (a: string, b: string) => contrast(colours.get(a) ?? '#000000', colours.get(b) ?? '#000000');

	it.each([...pairs(TEXTS, GROUNDS), ['blue-text', 'blue-soft'], ['green-text', 'green-soft']] as const)(
		'let %s be read on %s',
		(text, ground) => {
			expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
		},
	);

	it.each([...pairs(MARKS, GROUNDS), ['blue', 'blue-soft'], ['green', 'green-soft']] as const)(
		'let a mark of %s be seen on %s',
		(mark, ground) => {
			expect(ratio(mark, ground)).toBeGreaterThanOrEqual(3);
		},
	);

	it('let the map tell few from many', () => {
		const steps = [1, 2, 3, 4, 5, 6].map((step) => luminance(colours.get(`people-${step}`) ?? ''));
		const sorted = steps.toSorted((a, b) => a - b);
		expect([sorted, sorted.toReversed()]).toContainEqual(steps);
	});

	it('let the lanes be told apart in grey', () => {
		expect(ratio('blue', 'green')).toBeGreaterThan(1.2);
	});
});

it("are the same whether the dark theme was chosen or is the system's", () => {
	expect(block(2)).toEqual(block(1));
	expect([...themes.dark.keys()].toSorted()).toEqual([...themes.light.keys()].toSorted());
});
