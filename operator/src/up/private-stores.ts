import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLive } from '@canario/stores/open-live';
import { openRecordStore } from '@canario/stores/open-record-store';
import { freePort } from './free-ports.ts';
import { endOrphan } from './orphan.ts';
import { ServerProcess } from './server-process.ts';

/** Beside the servers' own folders, so that --fresh does not delete by what a server that was left behind is found. */
export const PID_FILES = { redis: 'redis.pid', mongod: 'mongod.pid' } as const;

/** A store's server that `up` started for itself. */
export interface PrivateStore {
	readonly url: string;
	readonly server: ServerProcess;
}

interface Options {
	/** The server's program. */
	readonly command: string;
	readonly dataDir: string;
	readonly onCrash: (what: string) => void;
	readonly signal: AbortSignal;
}

const PROBE = { timeoutMs: 1_000 };

/**
 * A redis-server on a free loopback port, with every write on the disk before it is answered.
 *
 * @throws {ServiceError} `unavailable` when it does not start.
 */
export async function startPrivateRedis({
	command,
	dataDir,
	onCrash,
	signal,
}: Options): Promise<PrivateStore> {
	const dir = join(dataDir, 'redis');
	mkdirSync(dir, { recursive: true });
	const pidFile = join(dataDir, PID_FILES.redis);
	await endOrphan(pidFile, dir);
	const port = await freePort();
	const url = `redis://127.0.0.1:${port}`;
	// with its own title it would hide its directory, by which the next start knows it
	const settings = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--set-proc-title', 'no'];
	const server = await ServerProcess.start({
		name: 'redis-server',
		command,
		args: [
			'--bind',
			'127.0.0.1',
			'--port',
			`${port}`,
			'--dir',
			dir,
			'--pidfile',
			pidFile,
			...settings,
			'--maxmemory-policy',
			'noeviction',
		],
		logFile: join(dataDir, 'logs', 'redis-server.log'),
		probe: () => pingLive(url, PROBE),
		onCrash,
		signal,
	});
	return { url, server };
}

/**
 * A mongod on a free loopback port.
 *
 * @throws {ServiceError} `unavailable` when it does not start.
 */
export async function startPrivateMongod({
	command,
	dataDir,
	onCrash,
	signal,
}: Options): Promise<PrivateStore> {
	const dir = join(dataDir, 'mongod');
	mkdirSync(dir, { recursive: true });
	const pidFile = join(dataDir, PID_FILES.mongod);
	await endOrphan(pidFile, dir);
	const port = await freePort();
	const url = `mongodb://127.0.0.1:${port}/canario`;
	const server = await ServerProcess.start({
		name: 'mongod',
		command,
		args: ['--bind_ip', '127.0.0.1', '--port', `${port}`, '--dbpath', dir, '--pidfilepath', pidFile],
		logFile: join(dataDir, 'logs', 'mongod.log'),
		probe: async () => (await openRecordStore(url, PROBE)).close(),
		onCrash,
		signal,
	});
	return { url, server };
}

/** Opening a live store does not wait for it, so ask it. */
export async function pingLive(url: string, options: { timeoutMs: number }): Promise<void> {
	const live = await openLive(url, options);
	try {
		await live.ping();
	} finally {
		await live.close();
	}
}
