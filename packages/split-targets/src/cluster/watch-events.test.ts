import { describe, expect, it } from 'vitest';
import { eventOf, linesOf } from './watch-events.ts';

const place = { collection: '/apis/g/v1/namespaces/n/things', name: 'one', title: 'Thing n/one' };
const read = (event: object) => eventOf(JSON.stringify(event), place, 'https://one');

async function* chunks(text: string, size: number) {
	const bytes = new TextEncoder().encode(text);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('linesOf', () => {
	it('gives the lines however the bytes are cut, and leaves out one that broke off', async () => {
		for (const size of [1, 2, 3, 100]) {
			const lines: string[] = [];
			for await (const line of linesOf(chunks('één\n\ntwee\nhal', size))) lines.push(line);
			expect(lines).toEqual(['één', '', 'twee']);
		}
	});
});

describe('eventOf', () => {
	it.each([
		[
			{ type: 'ADDED', object: { a: 1 } },
			{ type: 'object', object: { a: 1 } },
		],
		[
			{ type: 'MODIFIED', object: { a: 2 } },
			{ type: 'object', object: { a: 2 } },
		],
		[{ type: 'DELETED', object: {} }, { type: 'deleted' }],
		[
			{ type: 'BOOKMARK', object: { metadata: { resourceVersion: '7' } } },
			{ type: 'bookmark', resourceVersion: '7' },
		],
		[{ type: 'ERROR', object: { code: 410, message: 'too old' } }, { type: 'expired' }],
	])('reads %j', (event, expected) => {
		expect(read(event)).toEqual(expected);
	});

	it('throws what the server says went wrong', () => {
		expect(() => read({ type: 'ERROR', object: { code: 403, message: 'no more' } })).toThrow(/no more/);
		expect(() => read({ type: 'ERROR', object: {} })).toThrow(/answered 500/);
	});
});
