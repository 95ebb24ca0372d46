import { describe, expect, it } from 'vitest';
import { FRESH_ID } from './load.ts';
import { requestMaker } from './request-maker.ts';

const bodyOf = (request: Buffer) => request.toString().split('\r\n\r\n')[1] ?? '';

describe('requestMaker', () => {
	it('makes a request of HTTP/1.1 that tells its length in bytes', () => {
		const request = requestMaker({ port: 3050, path: '/here', body: '"Sololá"' }, 'run')().toString();
		expect(request.split('\r\n')).toEqual([
			'POST /here HTTP/1.1',
			'Host: 127.0.0.1:3050',
			'Content-Type: application/json',
			'Content-Length: 9',
			'',
			'"Sololá"',
		]);
	});

	it('gives each place an id that was never sent, greater than those before, in requests of one length', () => {
		const make = requestMaker({ port: 1, path: '/', body: `["${FRESH_ID}","${FRESH_ID}"]` }, 'run');
		const requests = Array.from({ length: 100 }, make);
		const ids = requests.flatMap((request) => JSON.parse(bodyOf(request)) as string[]);
		expect(new Set(ids).size).toBe(200);
		expect(ids.toSorted()).toEqual(ids);
		expect(ids[0]).toMatch(/^run-\d+$/);
		for (const request of requests) {
			expect(request.toString()).toContain(`Content-Length: ${bodyOf(request).length}\r\n`);
		}
	});
});
