import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Admission } from './admission.ts';

const request = (origin?: string, remoteAddress = '192.0.2.1') => {
	const headers = { host: 'Feed.example:3003', ...(origin !== undefined && { origin }) };
	return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
};

const admission = (over: { allowedOrigins?: string[]; maxConnections?: number } = {}) =>
	new Admission({
		...{ allowedOrigins: ['https://page.example'], maxConnections: 3, maxPerAddress: 2, trustedHops: 0 },
		...over,
	});

describe('admission', () => {
	it.each([
		['https://page.example', undefined],
		['https://PAGE.example', undefined],
		[undefined, undefined],
		['http://feed.example:3003', undefined],
		['http://feed.example', 'origin'],
		['https://page.example.evil', 'origin'],
		['http://page.example', 'origin'],
		['null', 'origin'],
		['', 'origin'],
	])('judges the origin %s', (origin, refusal) => {
		expect(admission().refusalOf(request(origin))).toBe(refusal);
	});

	it('lets any origin in where that is asked for', () => {
		expect(admission({ allowedOrigins: ['*'] }).refusalOf(request('https://any.example'))).toBeUndefined();
	});

	it('limits connections in all, and from one address but the machine itself', () => {
		const gate = admission();
		const leave = gate.enter('192.0.2.1');
		gate.enter('192.0.2.1');
		expect(gate.refusalOf(request())).toBe('address');
		expect(gate.refusalOf(request(undefined, '192.0.2.2'))).toBeUndefined();
		leave();
		leave();
		expect([gate.refusalOf(request()), gate.total]).toEqual([undefined, 1]);
		gate.enter('127.0.0.1');
		expect(gate.refusalOf(request(undefined, '127.0.0.1'))).toBeUndefined();
		gate.enter('127.0.0.1');
		expect(gate.refusalOf(request(undefined, '127.0.0.1'))).toBe('connections');
	});

	it('lets nobody in once it stops', () => {
		const gate = admission();
		gate.stop();
		expect(gate.refusalOf(request())).toBe('stopping');
	});
});
