import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseReader } from './response-reader.ts';

const answer = (status: number, body: string, header = 'Content-Length') =>
	Buffer.from(`HTTP/1.1 ${status} X\r\nA: b\r\n${header}: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

describe('ResponseReader', () => {
	it('finds answers however they are cut', () => {
		const bytes = Buffer.concat([
			answer(201, '{"name":"Sololá"}'),
			answer(503, ''),
			answer(200, 'HTTP/1.1 500 \r\n\r\n', 'content-length'),
		]);
		fc.assert(
			fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), (cuts) => {
				const reader = new ResponseReader();
				const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
				const found = ends.flatMap((end, index) => reader.read(bytes.subarray(ends[index - 1] ?? 0, end)));
				expect(found).toEqual([201, 503, 200]);
			}),
		);
	});

	it('refuses an answer whose length it cannot tell', () => {
		const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
		expect(() => new ResponseReader().read(chunked)).toThrow('Content-Length');
	});
});
