import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import type { Live } from '../stores.ts';
import { keysOf } from './keys.ts';
import { openRedisLive } from './open-redis-live.ts';

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}

/** A redis-server of the test's own, to be stopped, filled or killed. Nobody waits until it answers. */
export async function privateRedis(port: number, program = 'redis-server') {
	const dir = await mkdtemp(join(tmpdir(), 'canario-redis-'));
	const args = [
		'--bind',
		'127.0.0.1',
		'--port',
		String(port),
		'--dir',
		dir,
		'--appendonly',
		'yes',
		'--save',
		'',
	];
	const child = spawn(program, args, { stdio: 'ignore' });
	return {
		signal: (signal: NodeJS.Signals) => child.kill(signal),
		stop: async () => {
			const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
			child.kill('SIGKILL');
			await ended;
			await rm(dir, { recursive: true, force: true });
		},
	};
}

/** Runs one command on a connection of its own, as redis-cli would. */
export async function redisCli(url: string, ...args: string[]): Promise<unknown> {
	const client = createClient({ url, socket: { reconnectStrategy: false } });
	client.on('error', () => {});
	await client.connect();
	try {
		return await client.sendCommand(args);
	} finally {
		client.destroy();
	}
}

/** A live store with a namespace of its own on a Redis that is shared with other tests. */
export async function ownLive(url: string, forgetConsumersMs?: number) {
	const namespace = `test:${randomUUID()}`;
	const options = { url, namespace, timeoutMs: 5_000 };
	const live: Live = await openRedisLive(
		forgetConsumersMs === undefined ? options : { ...options, forgetConsumersMs },
	);
	return {
		live,
		namespace,
		/** Lets go and leaves nothing behind. */
		close: async () => {
			await live.close();
			await redisCli(url, 'UNLINK', ...Object.values(keysOf(namespace)));
		},
	};
}
