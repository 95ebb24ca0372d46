import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMongoRecordStore } from './mongo-record-store.ts';
import { placeOf } from './mongo-url.ts';

const failureOf = (url: string) =>
	openMongoRecordStore({ url, timeoutMs: 400 }).then(
		() => undefined,
		(reason: unknown) => reason,
	);

describe('opening a MongoDB that does not answer', () => {
	const server = createServer();
	let host: string;
	beforeEach(async () => {
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterEach(() => {
		if (server.listening) server.close();
	});

	it.each(['nobody listens', 'nobody speaks'])(
		'fails in time where %s, and tells hosts but no secrets',
		async (how) => {
			if (how === 'nobody listens') await new Promise((resolve) => server.close(resolve));
			const startedAtMs = performance.now();
			const error = await failureOf(`mongodb://planted-user:planted%2Fsecret@${host}/db?authSource=admin`);
			expect(performance.now() - startedAtMs).toBeLessThan(1_000);
			expect(error).toMatchObject({
				name: 'ServiceError',
				code: 'unavailable',
				message: expect.stringContaining(host),
			});
			expect(inspect(error, { depth: 9 })).not.toMatch(/planted|secret/);
		},
	);

	it.each([
		'mongodb://planted:se/cret@host/db',
		'mongodb://planted:secret@host/db?planted=secret',
		'mongodb://planted:%secret@host',
		'mongodb://',
		'http://planted:secret@host',
	])('refuses %s without repeating it', async (url) => {
		const error = await failureOf(url);
		expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('not valid') });
		expect(inspect(error, { depth: 9 })).not.toMatch(/planted|secret/);
	});
});

describe('the place that a MongoDB URL names', () => {
	it.each([
		['mongodb://h', 'h', 'canario'],
		['mongodb://h:1/', 'h:1', 'canario'],
		['mongodb://h:1/?tls=true', 'h:1', 'canario'],
		['mongodb://h/clinic', 'h', 'clinic'],
		['mongodb://u:p@h/clinic?authSource=a/b@c', 'h', 'clinic'],
		['mongodb://u:p@h1:1,h2:2,h3/clinic', 'h1:1,h2:2,h3', 'clinic'],
		['mongodb+srv://u@cluster.example.net?retryWrites=true', 'cluster.example.net', 'canario'],
		['mongodb://h/cl%C3%ADnica', 'h', 'clínica'],
	])('of %s is %s and %s', (url, hosts, database) => {
		expect(placeOf(url)).toEqual({ hosts, database });
	});
});
