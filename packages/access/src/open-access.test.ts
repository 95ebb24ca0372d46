import { createApp, listen } from '@canario/service-kit/http-server';
import { createLog } from '@canario/service-kit/log';
import { Metrics } from '@canario/service-kit/metrics';
import { problemHandler } from '@canario/service-kit/problem';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appendNext } from './append-next.ts';
import { openAccess } from './open-access.ts';
import { memoryJournal } from './testing/memory-journal.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const closing: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

function open() {
	const journal = memoryJournal();
	const metrics = new Metrics('test', '0');
	const log = createLog('test', { level: 'silent', file: undefined });
	const [info, warn] = [vi.spyOn(log, 'info'), vi.spyOn(log, 'warn')];
	const config = { localToken: 'the-local-token-of-a-test', refreshMs: 5, oidc: undefined };
	const access = openAccess(config, () => journal, { log, metrics });
	closing.push(() => access.close());
	const age = async () => Number(/canario_tokens_age_seconds{.*} (\S+)/.exec(await metrics.text())?.[1]);
	return { journal, log, info, warn, access, age };
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

	it('keeps in the audit that logins fail in crowds, without what they tried', async () => {
		const { journal, access, log } = open();
		await appendNext(journal, 'audit', { kind: 'fault set' }, 1);
		const app = createApp();
		app.use(access.allow('viewer'), problemHandler(log));
		const server = await listen(app, { host: '127.0.0.1', port: 0 });
		closing.push(() => server.close());
		const headers = { authorization: 'Bearer some-guess' };
		for (let n = 0; n < 13; n++) await fetch(server.url, { headers });
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
