import { expect, it } from 'vitest';
import { Session } from './session.ts';

const ANA = { name: 'ana', role: 'operator', by: 'token' };

/** A session whose server gives these answers, one each; what it was asked is noted. */
function sessionWith(answers: readonly Response[]) {
	const asked: [path: string, init: RequestInit][] = [];
	const left = [...answers];
	let nowMs = 0;
	const session = new Session(
		async (path, init = {}) => {
			asked.push([path as string, init]);
			const answer = left.shift();
			if (answer === undefined) throw new TypeError('Failed to fetch');
			return answer;
		},
		() => nowMs,
	);
	const pass = (ms: number) => {
		nowMs += ms;
	};
	return { session, asked, pass };
}

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
	Response.json({ code, detail: 'why', status }, { status, headers });

it('sends the credential in its header, and nowhere else', async () => {
	const { session, asked } = sessionWith([Response.json(ANA), Response.json({ version: 1 })]);
	expect(await session.enter('secret')).toEqual(ANA);
	await session.ask({ method: 'PUT', path: '/split', body: { reason: 'x' } });
	expect(session.state()).toEqual({ phase: 'in', who: ANA });
	expect(asked.map(([path]) => path)).toEqual(['/operate/api/whoami', '/operate/api/split']);
	expect(asked[1]?.[1]).toMatchObject({
		headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
		body: '{"reason":"x"}',
		credentials: 'omit',
		cache: 'no-store',
	});
});

it('stays out with a wrong token, or one that no header can hold', async () => {
	const { session, asked } = sessionWith([problem(401, 'unauthorized')]);
	await expect(session.enter('wrong')).rejects.toMatchObject({ status: 401, detail: 'why' });
	await expect(session.enter('two words')).rejects.toMatchObject({ status: 401 });
	expect([asked.length, session.state().phase]).toEqual([1, 'out']);
});

it('ends when the server no longer takes the credential, and tells who listens', async () => {
	const { session } = sessionWith([Response.json(ANA), problem(401, 'unauthorized')]);
	await session.enter('secret');
	let told = 0;
	session.subscribe(() => told++);
	await expect(session.ask({ method: 'GET', path: '/split' })).rejects.toMatchObject({ status: 401 });
	expect(session.state()).toMatchObject({ phase: 'out', ended: { detail: 'why' } });
	await expect(session.ask({ method: 'GET', path: '/split' })).rejects.toMatchObject({ status: 401 });
	expect(told).toBe(1);
});

it('goes on after any other refusal', async () => {
	const { session } = sessionWith([Response.json(ANA), problem(403, 'forbidden'), Response.json({ a: 1 })]);
	await session.enter('secret');
	await expect(session.ask({ method: 'GET', path: '/tokens' })).rejects.toMatchObject({ code: 'forbidden' });
	expect(await session.ask({ method: 'GET', path: '/split' })).toEqual({ a: 1 });
});

it('asks nothing for as long as it was told to wait', async () => {
	const { session, asked, pass } = sessionWith([
		problem(429, 'too_many', { 'retry-after': '6' }),
		Response.json(ANA),
	]);
	await expect(session.enter('wrong')).rejects.toMatchObject({ status: 429, retryAfterMs: 6_000 });
	pass(5_000);
	await expect(session.enter('right')).rejects.toMatchObject({ status: 429, retryAfterMs: 1_000 });
	expect(asked).toHaveLength(1);
	pass(1_000);
	expect(await session.enter('right')).toEqual(ANA);
});

it('tells an answer that is none from a refusal', async () => {
	const { session } = sessionWith([new Response('<html>', { status: 502 })]);
	await expect(session.enter('secret')).rejects.toMatchObject({ code: 'away', status: 502 });
	await expect(session.enter('secret')).rejects.toThrow('Failed to fetch');
});

it('forgets on leaving', async () => {
	const { session, asked } = sessionWith([Response.json(ANA)]);
	await session.enter('secret');
	session.leave();
	expect(session.state()).toEqual({ phase: 'out' });
	await expect(session.ask({ method: 'GET', path: '/split' })).rejects.toMatchObject({ status: 401 });
	expect(asked).toHaveLength(1);
});
