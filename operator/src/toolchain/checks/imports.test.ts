import { describe, expect, it } from 'vitest';
import { packageOf, specifiersOf } from './imports.ts';

describe('specifiersOf', () => {
	it.each([
		["import { a } from './a.ts';", ['./a.ts']],
		["import type { A } from 'pkg';", ['pkg']],
		["import 'effects';", ['effects']],
		["export { a } from './b.ts';", ['./b.ts']],
		["export * from './c.ts';", ['./c.ts']],
		["const m = await import('./late.ts');", ['./late.ts']],
		["const m = await import(\n\t'./later.ts'\n);", ['./later.ts']],
		["import {\n\ta,\n\tb,\n} from 'many-lines';", ['many-lines']],
		['import d from "double";', ['double']],
		["import data from './x.json' with { type: 'json' };", ['./x.json']],
	])('reads %j', (source, specifiers) => {
		expect(specifiersOf(source)).toEqual(specifiers);
	});

	it.each([
		"// import { a } from 'commented';",
		"/** Was once: import { a } from 'documented'; */",
		'const away = Array.from(list);',
		"log.info('taken from', 'somewhere');",
	])('reads nothing in %j', (source) => {
		expect(specifiersOf(source)).toEqual([]);
	});
});

describe('packageOf', () => {
	it.each([
		['zod', 'zod'],
		['zod/v4', 'zod'],
		['@grpc/grpc-js', '@grpc/grpc-js'],
		['@canario/stores/record-store', '@canario/stores'],
		['./near.ts', undefined],
		['node:fs', undefined],
		['fs/promises', undefined],
	])('sees %s as of %s', (specifier, name) => {
		expect(packageOf(specifier)).toBe(name);
	});
});
