import { once } from 'node:events';
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Hook } from '@canario/contracts/canary/plan';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookCaller } from './call-hook.ts';
import type { HookMessage } from './hook-message.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = { type: 'canary.start', timestamp: '2026-11-21T10:00:00.000Z', data: {} } as HookMessage;
let server: Server;
let heard: { headers: IncomingHttpHeaders; body: string }[];
/** What the server answers to each request, the last one again and again; undefined is nothing. */
let answers: ([status: number, body?: string, headers?: Record<string, string>] | undefined)[];

beforeEach(async () => {
	heard = [];
	answers = [[204]];
	const hear = async (request: IncomingMessage, response: ServerResponse) => {
		heard.push({ headers: request.headers, body: await text(request) });
		const answer = answers[Math.min(heard.length, answers.length) - 1];
		if (answer) response.writeHead(answer[0], answer[2]).end(answer[1]);
	};
	server = createServer((request, response) => void hear(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
const caller = (over: Partial<Parameters<typeof hookCaller>[0]> = {}) =>
	hookCaller({ hosts: ['127.0.0.1'], backoffMs: 1, now: () => new Date(), ...over });
const call = (over: Partial<Hook> = {}, by = caller()) => {
	const hook = {
		name: 'a',
		at: 'start',
		gate: true,
		timeoutMs: 2_000,
		retries: 2,
		url: url(),
		...over,
	} as Hook;
	return by(hook, 'canary-1-a', message, AbortSignal.timeout(10_000));
};

describe('a hook', () => {
	it('gets the message, and 2xx is yes', async () => {
		expect(await call()).toMatchObject({ outcome: 'ok', tries: 1 });
		expect(JSON.parse(heard[0]?.body ?? '')).toEqual(message);
		expect(heard[0]?.headers['webhook-id']).toBe('canary-1-a');
		expect(heard[0]?.headers['webhook-signature']).toBeUndefined();
	});

	it('is signed so that its receiver can verify it, where there is a secret', async () => {
		await call({}, caller({ secret: SECRET }));
		const { body, headers } = heard[0] ?? { body: '', headers: {} };
		const signed = headers as Record<string, string>;
		expect(new Webhook(SECRET).verify(body, signed)).toEqual(message);
		expect(() => new Webhook(SECRET).verify(`${body} `, signed)).toThrow();
	});

	it('says no by any other status, in its words, without line breaks, cut short', async () => {
		answers = [[403, `frozen\nuntil ${'x'.repeat(400)}`]];
		const { outcome, tries, said } = await call();
		expect([outcome, tries]).toEqual(['refused', 1]);
		expect(said).toMatch(/^403 frozen until x+$/);
		expect(said?.length).toBeLessThan(210);
	});

	it('cannot write to a terminal by what it says', async () => {
		answers = [[403, '\u001b[2J\u001b]0;owned\u0007frozen\u0000\u0008 by\u009b31m me']];
		expect(await call()).toMatchObject({ outcome: 'refused', said: '403 frozen by me' });
	});

	it('is read no further than a little, however much it says', async () => {
		let closed: Promise<unknown> | undefined;
		server.removeAllListeners('request').on('request', (_request, response) => {
			closed = once(response, 'close');
			response.writeHead(200);
			// without an end
			const more = () => {
				while (!response.destroyed && response.write('x'.repeat(1_024)));
			};
			response.on('drain', more);
			more();
		});
		const answer = await call({ timeoutMs: 5_000, retries: 0 });
		expect(answer).toMatchObject({ outcome: 'ok', said: `200 ${'x'.repeat(200)}` });
		await closed;
	});

	it('is tried again after 5xx and 429, and no more often than asked', async () => {
		answers = [[503], [429], [200, 'yes']];
		expect(await call()).toEqual({ outcome: 'ok', tries: 3, said: '200 yes' });
		heard = [];
		answers = [[500, 'oops']];
		expect(await call({ retries: 1 })).toEqual({ outcome: 'failed', tries: 2, said: '500 oops' });
	});

	it('that does not answer in time has failed', async () => {
		answers = [undefined];
		expect(await call({ timeoutMs: 30, retries: 1 })).toEqual({
			...{ outcome: 'failed', tries: 2, said: 'no answer in time' },
		});
	});

	it('leads nowhere else', async () => {
		answers = [[302, '', { location: url() }]];
		expect(await call()).toMatchObject({ outcome: 'refused', said: '302' });
		expect(heard).toHaveLength(1);
	});

	it.each([
		['127.0.0.1', ['localhost']],
		['127.0.0.1', []],
		['127.0.0.1', ['127.0.0.1:1']],
		['127.0.0.1', ['*.127.0.0.1']],
	])('is not called at %s where only %j may be', async (_, hosts) => {
		expect(await call({}, caller({ hosts }))).toMatchObject({ outcome: 'refused', tries: 0 });
		expect(heard).toEqual([]);
	});

	it('is called where its host, its port, or all are allowed', async () => {
		const { host } = new URL(url());
		for (const hosts of [['*'], [host], ['127.0.0.1']]) {
			expect(await call({}, caller({ hosts }))).toMatchObject({ outcome: 'ok' });
		}
	});
});
