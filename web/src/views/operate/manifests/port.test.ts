import { expect, it } from 'vitest';
import { portOf } from './port.ts';

it.each([
	['', undefined],
	[' 3050 ', 3_050],
	['65535', 65_535],
	['65536', 'wrong'],
	['0', 'wrong'],
	['80a', 'wrong'],
] as const)('takes %j for %j', (text, port) => {
	expect(portOf(text)).toBe(port);
});
