import { once } from 'node:events';
import { createConnection } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp, type Listening, listen } from './http-server.ts';
import { notFound, problemHandler } from './problem.ts';
import { jsonOf, readBody } from './read-json.ts';
import { ERROR_CODES, ServiceError } from './service-error.ts';

const silent = pino({ level: 'silent' });
const open: Listening[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(configure: (app: ReturnType<typeof createApp>) => void): Promise<string> {
	const app = createApp();
	configure(app);
	app.use(notFound, problemHandler(silent));
	const server = await listen(app, { host: '127.0.0.1', port: 0 });
	open.push(server);
	return server.url;
}

describe('an HTTP server', () => {
	it('gives requests and responses that are Express ones from birth', async () => {
		const url = await serve((app) => {
			app.get('/', (request, response) => {
				const right = [request, response].map(Object.getPrototypeOf);
				response.json([right[0] === app.request, right[1] === app.response]);
			});
		});
		expect(await (await fetch(url)).json()).toEqual([true, true]);
	});

	it.each(ERROR_CODES)('answers %s as a problem without a stack', async (code) => {
		const url = await serve((app) => {
			app.get('/', () => {
				throw new ServiceError(code, 'what went wrong', { cause: new Error('secret') });
			});
		});
		const response = await fetch(url);
		const text = await response.text();
		expect(response.headers.get('content-type')).toMatch('application/problem+json');
		expect(JSON.parse(text)).toMatchObject({ status: response.status, code });
		expect(response.status).toBeGreaterThanOrEqual(400);
		expect(response.headers.has('retry-after')).toBe([429, 503].includes(response.status));
		expect(text).not.toMatch(/secret|\.ts/);
	});

	it('answers 500 and hides the message when something unexpected is thrown', async () => {
		const url = await serve((app) => {
			app.get('/', async () => {
				throw new Error('secret');
			});
		});
		const response = await fetch(url);
		expect(response.status).toBe(500);
		expect(await response.text()).not.toContain('secret');
	});

	it('answers the request under way when it is closed, and takes no more', async () => {
		let finish = () => {};
		let arrived = () => {};
		const inHandler = new Promise<void>((resolve) => {
			arrived = resolve;
		});
		const url = await serve((app) => {
			app.get('/', async (_request, response) => {
				arrived();
				await new Promise<void>((resolve) => {
					finish = resolve;
				});
				response.send('done');
			});
		});
		const answer = fetch(url);
		await inHandler;
		const closed = open.splice(0)[0]?.close();
		await expect(fetch(url)).rejects.toThrow();
		finish();
		expect(await (await answer).text()).toBe('done');
		await closed;
	});

	it.each([
		['nothing', ''],
		['half a request', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-le'],
	])('is closed although a connection that has sent %s stays open', async (_, sent) => {
		const url = await serve(() => {});
		const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
		await once(socket, 'connect');
		socket.on('error', () => {});
		if (sent !== '') socket.write(sent);
		const ended = once(socket, 'close');
		await open.splice(0)[0]?.close();
		await ended;
		expect(socket.destroyed).toBe(true);
	});

	it('says which port is in use', async () => {
		const url = await serve(() => {});
		const port = Number(new URL(url).port);
		await expect(listen(createApp(), { host: '127.0.0.1', port })).rejects.toMatchObject({
			code: 'unavailable',
			message: `port ${port} on 127.0.0.1 is in use`,
		});
	});

	it('survives bytes that are not HTTP', async () => {
		const url = await serve((app) => {
			app.get('/', (_request, response) => {
				response.send('fine');
			});
		});
		const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
		socket.end('\u0000\u0001 nonsense\r\n\r\n');
		socket.resume();
		await once(socket, 'close');
		expect(await (await fetch(url)).text()).toBe('fine');
	});
});

describe('reading JSON', () => {
	const echo = () =>
		serve((app) => {
			app.post('/', readBody(100), (request, response) => {
				response.json({ value: jsonOf(request) });
			});
		});
	const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
		fetch(await echo(), {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json', ...headers },
		});

	it.each([
		['application/json'],
		['application/json; charset=utf-8'],
		['application/vnd.x+json'],
		['text/plain'],
	])('takes %s', async (type) => {
		expect(await (await post('{"a":"é"}', { 'content-type': type })).json()).toEqual({ value: { a: 'é' } });
	});

	it.each([
		['broken JSON', '{"a":'],
		['nothing', ''],
		['broken UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
		['an overlong form', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
		['a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, 0x31])],
	])('refuses %s with 400', async (_, body) => {
		expect((await post(body)).status).toBe(400);
	});

	it('refuses what is over the limit with 413, and other types with 415', async () => {
		expect((await post(`"${'a'.repeat(99)}"`)).status).toBe(413);
		expect((await post('<a/>', { 'content-type': 'text/xml' })).status).toBe(415);
		expect((await post('1', { 'content-encoding': 'rot13' })).status).toBe(415);
	});

	it('takes what comes in pieces, and what is compressed', async () => {
		const { gzipSync } = await import('node:zlib');
		const pieces = new ReadableStream<Uint8Array>({
			start(controller) {
				for (const piece of ['{"a"', ':', '1}']) controller.enqueue(Buffer.from(piece));
				controller.close();
			},
		});
		const sent = { method: 'POST', body: pieces, duplex: 'half' } as const;
		expect(await (await fetch(await echo(), sent)).json()).toEqual({ value: { a: 1 } });
		const packed = new Uint8Array(gzipSync('{"a":1}'));
		const answer = await post(packed, { 'content-encoding': 'gzip' });
		expect(await answer.json()).toEqual({ value: { a: 1 } });
	});

	it('refuses pieces that come to more than the limit', async () => {
		const pieces = new ReadableStream<Uint8Array>({
			start(controller) {
				for (let piece = 0; piece < 11; piece++) controller.enqueue(Buffer.alloc(10, 0x20));
				controller.close();
			},
		});
		const answer = await fetch(await echo(), { method: 'POST', body: pieces, duplex: 'half' });
		expect(answer.status).toBe(413);
	});

	it('neither serves nor reports a sender that goes away in the middle', async () => {
		const seen: string[] = [];
		const app = createApp();
		app.post('/', readBody(100), () => {
			seen.push('served');
		});
		app.use(problemHandler(silent, ({ code }) => seen.push(code)));
		const server = await listen(app, { host: '127.0.0.1', port: 0 });
		const socket = createConnection(server.port, '127.0.0.1');
		socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{"a"', () => socket.destroy());
		await once(socket, 'close');
		await server.close();
		expect(seen).toEqual([]);
	});

	it('refuses a compressed body that grows over the limit', async () => {
		const { gzipSync } = await import('node:zlib');
		const bomb = new Uint8Array(gzipSync(Buffer.alloc(10_000_000, 0x20)));
		expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
	});
});
