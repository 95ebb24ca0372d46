import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dummySplitter } from '@canario/dummy-splitter/service';
import { type Running, startService } from '@canario/service-kit/service';
import { ownStores } from '@canario/stores/provider';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../up/free-ports.ts';
import { tokenCommand } from './token.ts';

const LOCAL = 'a-token-for-the-test';
const REFRESH_MS = 50;
let dir: string;
let entries: readonly Running[];
let targets: readonly string[];

/** Two entries that share their stores. */
beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'canario-token-'));
	const adminPorts = [await freePort(), await freePort()];
	const start = async (port: number) =>
		startService(
			dummySplitter,
			{
				...{ ENTRY_PORT: '0', ADMIN_PORT: String(port), CANARIO_TOKEN: LOCAL },
				MONGODB_URL: `sqlite:${join(dir, 'records.db')}`,
				REDIS_URL: `embedded:${join(dir, `live-${port}.db`)}`,
				...{ TOKENS_REFRESH_MS: String(REFRESH_MS), LOG_LEVEL: 'silent', SHUTDOWN_DRAIN_MS: '0' },
			},
			ownStores,
		);
	entries = await Promise.all(adminPorts.map(start));
	targets = adminPorts.map((port) => `http://127.0.0.1:${port}`);
});
afterAll(async () => {
	await Promise.all(entries.map((entry) => entry.stop()));
	rmSync(dir, { recursive: true });
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

/** Runs the command against the first entry; gives what it wrote. */
async function run(words: string, token = LOCAL) {
	vi.stubEnv('CANARIO_TOKEN', token);
	let [out, err] = ['', ''];
	vi.spyOn(console, 'log').mockImplementation((text: string) => {
		out += `${text}\n`;
	});
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
		err += String(text);
		return true;
	});
	await tokenCommand().parseAsync([...words.split(' '), '--target', targets[0] ?? ''], { from: 'user' });
	return { out, err };
}

const whoami = async (target: string | undefined, token: string) => {
	const response = await fetch(`${target}/whoami`, { headers: { authorization: `Bearer ${token}` } });
	return [response.status, await response.json()];
};
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 10 });

describe('./canario token', () => {
	it('adds a token that every entry knows, and revokes it for all of them', async () => {
		const { out, err } = await run('add ana --role operator --expires 30d --by eva');
		const token = out.trim();
		expect(token).toMatch(/^canario_[\w-]{43}$/);
		expect(err).toMatch(/^ana: operator, until \d{4}-.*Z\nThis is shown once/);
		const who = { name: 'ana', role: 'operator', by: 'token' };
		for (const target of targets)
			await until(async () => expect(await whoami(target, token)).toEqual([200, who]));
		expect((await run('revoke ana --by eva')).out).toMatch(/^ana: revoked .* by eva\n$/);
		for (const target of targets) {
			await until(async () =>
				expect(await whoami(target, token)).toMatchObject([401, { code: 'unauthorized' }]),
			);
		}
	});

	it('lists tokens without showing them', async () => {
		const token = (await run('add ci --role viewer --by eva')).out.trim();
		await run('add gone --role admin');
		await run('revoke gone');
		const { out } = await run('list');
		expect(out).toMatch(/^name +role +added +by +until +state/);
		expect(out).toMatch(/ci +viewer +\S+ +eva +– +good/);
		expect(out).not.toMatch(/gone/);
		const json = (await run('list --all --json')).out;
		expect(JSON.parse(json).tokens.map(({ name }: { name: string }) => name)).toContain('gone');
		expect(json).not.toContain(token);
	});

	it('gives the token as JSON for programs', async () => {
		const { out, err } = await run('add robot --role admin --json');
		expect(err).toBe('');
		expect(JSON.parse(out)).toMatchObject({
			name: 'robot',
			role: 'admin',
			token: expect.stringMatching(/^canario_/),
		});
	});

	it.each([
		['a name that is taken', 'add twice --role viewer', 'conflict', /"twice" is taken/],
		['a name that is none', 'add Ana/María --role viewer', 'invalid_input', /small letters/],
		['a token that there is not', 'revoke nobody', 'not_found', /no token has the name "nobody"/],
	])('says what is wrong with %s', async (_, words, code, message) => {
		if (words.includes('twice')) await run(words);
		await expect(run(words)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
	});

	it('is for administrators', async () => {
		const operator = (await run('add operator --role operator')).out.trim();
		await expect(run('list', operator)).rejects.toMatchObject({
			code: 'forbidden',
			message: expect.stringContaining('needs the role admin'),
		});
	});
});
