import { createApp, listen } from '@canario/service-kit/http-server';
import { createLog } from '@canario/service-kit/log';
import { Metrics } from '@canario/service-kit/metrics';
import { problemHandler } from '@canario/service-kit/problem';
import { memoryJournal } from '@canario/stores/testing/memory-journal';
import type { RequestHandler } from 'express';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appendNext } from './append-next.ts';
import type { AccessConfig } from './config.ts';
import { openAccess } from './open-access.ts';
import { AUDIENCE, identityProvider } from './testing/identity-provider.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const closing: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

function open(oidc?: AccessConfig['oidc']) {
	const journal = memoryJournal();
	const metrics = new Metrics('test', '0');
	const log = createLog('test', { level: 'silent', file: undefined });
	const [info, warn] = [vi.spyOn(log, 'info'), vi.spyOn(log, 'warn')];
	const config = { localToken: 'the-local-token-of-a-test', refreshMs: 5, oidc };
	const access = openAccess(config, () => journal, { log, metrics });
	closing.push(() => access.close());
	const age = async () => Number(/canario_tokens_age_seconds{.*} (\S+)/.exec(await metrics.text())?.[1]);
	return { journal, log, info, warn, access, age };
}

/** Gives what asks a server behind `allow` with a token: the status of its answer. */
async function serve(allow: RequestHandler, log: ReturnType<typeof createLog>) {
	const app = createApp();
	app.get('/', allow, (_request, response) => void response.json({}));
	app.use(problemHandler(log));
	const server = await listen(app, { host: '127.0.0.1', port: 0 });
	closing.push(() => server.close());
	return async (token: string) =>
		(await fetch(server.url, { headers: { authorization: `Bearer ${token}` } })).status;
}

describe('opened access', () => {
	it('follows the journal, and tells once that it cannot and once that it can again', async () => {
		const { journal, access, info, warn, age } = open();
		await until(async () => expect(await age()).toBeLessThan(5));
		journal.there = false;
		await until(() => expect(warn).toHaveBeenCalledTimes(1));
		const readAtMs = access.tokens.readAtMs ?? 0;
		await until(() => expect(Date.now() - readAtMs).toBeGreaterThan(30));
		journal.there = true;
		await until(() => expect(info).toHaveBeenCalledWith('tokens are read again'));
		expect(warn).toHaveBeenCalledTimes(1);
	});

	it('reads no more once it is closed', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		closing.push(() => vi.useRealTimers());
		const { journal, access } = open();
		const after = vi.spyOn(journal, 'after');
		await vi.advanceTimersByTimeAsync(50);
		expect(after.mock.calls.length).toBeGreaterThan(5);
		await access.close();
		after.mockClear();
		await vi.advanceTimersByTimeAsync(50);
		expect([after.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
	});

	it('lets in by JWTs of the configured identity provider, and by none where there is none', async () => {
		const provider = await identityProvider();
		closing.push(() => provider.close());
		const oidc = { issuer: provider.issuer, audience: AUDIENCE, jwksUrl: undefined, roleClaim: 'role' };
		const [to, from] = [open({ ...oidc, algorithms: ['RS256'] }), open()];
		const ask = await serve(to.access.allow('operator'), to.log);
		const askWithout = await serve(from.access.allow('operator'), from.log);
		const jwt = await provider.sign();
		expect([await ask(jwt), await askWithout(jwt)]).toEqual([200, 401]);
		const stranger = await provider.sign({ audience: 'shop' });
		expect(await ask(stranger)).toBe(401);
	});

	it('keeps in the audit that logins fail in crowds, without what they tried', async () => {
		const { journal, access, log } = open();
		await appendNext(journal, 'audit', { kind: 'fault set' }, 1);
		const ask = await serve(access.allow('viewer'), log);
		for (let n = 0; n < 13; n++) await ask('some-guess');
		await until(async () =>
			expect(await journal.after('audit', 1, 10)).toMatchObject([
				{ seq: 2, data: { kind: 'logins_refused', from: '127.0.0.1', missed: 0 } },
			]),
		);
		expect(journal.text()).not.toContain('guess');
	});
});

describe('appending to the end of a stream', () => {
	it('loses nothing when many do so at once', async () => {
		const journal = memoryJournal();
		await Promise.all(Array.from({ length: 10 }, (_, n) => appendNext(journal, 'audit', n, n)));
		const kept = (await journal.after('audit', 0, 20)).map(({ data }) => data);
		expect(new Set(kept)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
		expect(kept).toHaveLength(10);
	});
});
