import { expect, it } from 'vitest';
import { shortPath } from './reporter.ts';

it.each([
	['/srv/canario/.canario/data', '.canario/data'],
	['/srv/other/data', '/srv/other/data'],
	['/srv/canario', '/srv/canario'],
])('%s is told as a person there sees it', (path, told) => {
	expect(shortPath(path, '/srv/canario')).toBe(told);
});
