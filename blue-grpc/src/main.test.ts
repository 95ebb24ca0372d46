import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freePort } from './testing.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

const started: ChildProcess[] = [];
afterEach(() => {
	for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Blue as a process of its own, with nothing but `env` in its environment. */
function run(env: NodeJS.ProcessEnv) {
	const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	started.push(child);
	const ended = once(child, 'exit').then(([code]) => code as number | null);
	return { child, ended, output: text(child.stdout) };
}

describe('blue-grpc as a process', () => {
	it('ends with 1 and names every bad key when its environment is bad', async () => {
		const { ended, output } = run({
			BLUE_HTTP_PORT: '3051abc',
			BLUE_GRPC_DEADLINE_MS: '-1',
			BLUE_MAX_PENDING: '0',
			MONGODB_URL: 'postgres://user:secret@host',
		});
		expect(await ended).toBe(1);
		for (const key of [
			'BLUE_HTTP_PORT',
			'BLUE_GRPC_DEADLINE_MS',
			'BLUE_MAX_PENDING',
			'MONGODB_URL',
			'REDIS_URL',
		]) {
			expect(await output).toContain(key);
		}
		expect(await output).not.toContain('secret');
	});

	it('serves, says not ready while it stops, and ends with 0', async () => {
		const port = await freePort();
		const { child, ended } = run({
			HOST: '127.0.0.1',
			BLUE_HTTP_PORT: String(port),
			BLUE_GRPC_PORT: '0',
			MONGODB_URL: 'sqlite::memory:',
			REDIS_URL: 'embedded::memory:',
			SHUTDOWN_DRAIN_MS: '500',
		});
		const readyz = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
		const soon = { timeout: 15_000 };
		await vi.waitFor(async () => expect(await readyz()).toBe(200), soon);
		child.kill('SIGTERM');
		await vi.waitFor(async () => expect(await readyz()).toBe(503), soon);
		expect(await ended).toBe(0);
	}, 30_000);

	it('ends with 1 and one clear line when its port is in use', async () => {
		const env = { HOST: '127.0.0.1', MONGODB_URL: 'sqlite::memory:', REDIS_URL: 'embedded::memory:' };
		const port = String(await freePort());
		const first = run({ ...env, BLUE_HTTP_PORT: port, BLUE_GRPC_PORT: '0' });
		await vi.waitFor(async () => fetch(`http://127.0.0.1:${port}/livez`), { timeout: 15_000 });
		const second = run({ ...env, BLUE_HTTP_PORT: port, BLUE_GRPC_PORT: '0' });
		expect(await second.ended).toBe(1);
		expect(await second.output).toContain(`port ${port} on 127.0.0.1 is in use`);
		first.child.kill('SIGKILL');
	}, 30_000);
});
