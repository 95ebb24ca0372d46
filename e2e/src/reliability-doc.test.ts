import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const doc = readFileSync(resolve(ROOT, 'docs/reliability.md'), 'utf8');
const pathOf = (test: string) => resolve(ROOT, `e2e/test/${test}.e2e.test.ts`);

/** Each line of the matrix: its row, and the test file of its last cell. */
const rows = [...doc.matchAll(/^\| (?<row>\d+) \|.*\| `(?<test>[\w-]+)` \|$/gm)].map(({ groups }) => ({
	row: Number(groups?.row),
	test: groups?.test ?? '',
}));

describe('docs/reliability.md', () => {
	it.each(rows)('names a test of row $row that there is in $test', ({ row, test }) => {
		expect(readFileSync(pathOf(test), 'utf8')).toMatch(new RegExp(`'row ${row}\\b`));
	});

	it('has a line for every row that is promised', () => {
		const promised = [
			1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 14, 18, 19, 20, 21, 23, 24, 26, 27, 28, 29, 30, 34, 35,
		];
		expect(rows.map(({ row }) => row)).toEqual(promised);
	});

	it('names no other file that there is not', () => {
		const named = [...doc.matchAll(/\| `([\w-]+)` \|$/gm)].map(([, test]) => test ?? '');
		expect(named.length).toBeGreaterThan(rows.length);
		expect(named.filter((test) => !existsSync(pathOf(test)))).toEqual([]);
	});
});
