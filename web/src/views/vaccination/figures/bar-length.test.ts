import { expect, test } from 'vitest';
import { barLength } from './bar-length.ts';

test('a bar is as long as its share, and changes only when that is seen', () => {
	expect(barLength(0.421)).toBe('scaleX(0.42)');
	expect(barLength(0.4211)).toBe(barLength(0.421));
	expect([barLength(-1), barLength(7)]).toEqual(['scaleX(0.00)', 'scaleX(1.00)']);
});
