import { expect, it } from 'vitest';
import { viewOf } from './addresses.ts';

it.each([
	['/', 'vaccination'],
	['/traffic', 'traffic'],
	['/traffic/', 'traffic'],
	['/Traffic', 'traffic'],
	['/HOW/', 'how'],
	['/records/x', undefined],
	['/traffic//', undefined],
	['traffic', undefined],
	['', undefined],
])('%s leads to %s', (path, view) => {
	expect(viewOf(path)).toBe(view);
});
