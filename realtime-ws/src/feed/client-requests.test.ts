import { describe, expect, it } from 'vitest';
import { requestOf } from './client-requests.ts';

const answer = () => {};
const follow = { department: '07', vaccine: 'Moderna', dose: 1, age: 30 };

describe('what a client may send', () => {
	it('is one of the three requests', () => {
		expect(requestOf('resync', [])).toEqual({ kind: 'resync' });
		expect(requestOf('watch', [true])).toEqual({ kind: 'watch', wanted: true });
		expect(requestOf('follow', [follow, answer])).toEqual({ kind: 'follow', input: follow, answer });
	});

	it.each([
		['a department that is none', { ...follow, department: '23' }],
		['free text', { ...follow, name: 'Ana' }],
		['an age that nobody has', { ...follow, age: 200 }],
		['no object', 'Ana'],
	])('may not follow %s', (_, input) => {
		expect(requestOf('follow', [input, answer])).toMatchObject({ kind: 'follow', input: undefined });
	});

	it.each([
		['another event', 'snapshot', [], 'unknown_event'],
		['an event that is no text', 5, [], 'unknown_event'],
		['a name of the prototype', '__proto__', [], 'unknown_event'],
		['a resync with something', 'resync', [1], 'invalid'],
		['a watch of nothing', 'watch', [], 'invalid'],
		['a watch of text', 'watch', ['yes'], 'invalid'],
		['a follow that waits for no answer', 'follow', [follow], 'invalid'],
	])('is not %s', (_, event, values, reason) => {
		expect(requestOf(event, values)).toBe(reason);
	});
});
