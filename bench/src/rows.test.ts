import { describe, expect, it } from 'vitest';
import { chosenRows, ROWS, unknownNames } from './rows.ts';

const names = (...given: string[]) => chosenRows(given).map(({ name }) => name);

describe('the rows', () => {
	it('have names of their own', () => {
		expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
	});

	it('are chosen by name, or by a word of it', () => {
		expect(names('intake-stock')).toEqual(['intake-stock']);
		expect(names('intake')).toEqual(['intake', 'intake-stock']);
		expect(names('latency')).toEqual(['latency-embedded', 'latency-servers']);
		expect(names('embedded')).toEqual(
			ROWS.map(({ name }) => name).filter((name) => name.endsWith('-embedded')),
		);
		expect(names()).toHaveLength(ROWS.length);
	});

	it('are not chosen by what is only a part of a word', () => {
		expect(unknownNames(['int', 'hop', 'nothing'])).toEqual(['int', 'nothing']);
	});
});
