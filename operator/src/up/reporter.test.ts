import { expect, it } from 'vitest';
import { shortPath } from './reporter.ts';

it.each([
	['/work/canario/.canario/data', '.canario/data'],
	['/work/other/data', '/work/other/data'],
	['/work/canario', '/work/canario'],
])('%s is told as a person there sees it', (path, told) => {
	expect(shortPath(path, '/work/canario')).toBe(told);
});
