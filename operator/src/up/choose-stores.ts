import { join } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { openRecordStore } from '@canario/stores/open-record-store';
import { findOnPath } from '../toolchain/on-path.ts';
import type { Manifest } from './manifest.ts';
import { type PrivateStore, pingLive, startPrivateMongod, startPrivateRedis } from './private-stores.ts';

/** A store that was taken. */
export interface Taken {
	readonly url: string;
	/** What it is and why it was taken, for a person; no credentials. */
	readonly what: string;
	readonly why: string;
	/** Whether `up` itself began it; only then may it be filled with made-up traffic. */
	readonly own: boolean;
	readonly stop: () => Promise<void>;
}

interface Options {
	readonly env: NodeJS.ProcessEnv;
	readonly dataDir: string;
	readonly manifest: Manifest;
	readonly embedded: boolean;
	readonly onCrash: (what: string) => void;
	/** Ends the start of a private server. */
	readonly signal: AbortSignal;
}

const PROBE = { timeoutMs: 3_000 };

/**
 * The record store: the one that MONGODB_URL names, else the kind that the data directory has, else a private
 * mongod where there is one on the PATH, else SQLite.
 *
 * @throws {ServiceError} `unavailable`, with the way out.
 */
export async function takeRecords(options: Options): Promise<Taken & { kind: Manifest['records'] }> {
	const { env, dataDir, manifest, embedded } = options;
	if (env.MONGODB_URL && !embedded) {
		await reach('MONGODB_URL', async () => (await openRecordStore(env.MONGODB_URL ?? '', PROBE)).close());
		return { ...given(env.MONGODB_URL, 'MongoDB', 'MONGODB_URL'), kind: manifest.records };
	}
	const mongod = embedded ? undefined : findOnPath('mongod', env);
	if (manifest.records === 'mongod' && !mongod) {
		const why = embedded ? '--embedded was given' : 'there is no mongod on the PATH';
		throw new ServiceError(
			'unavailable',
			`the records of this data directory are in MongoDB, but ${why}: ${elsewhere}`,
		);
	}
	if (mongod && manifest.records !== 'sqlite') {
		return {
			...begun(
				await startPrivateMongod({ ...options, command: mongod }),
				'private MongoDB',
				'mongod is on the PATH',
			),
			kind: 'mongod',
		};
	}
	const url = `sqlite:${join(dataDir, 'records.sqlite')}`;
	await reach('the data directory', async () => (await openRecordStore(url, PROBE)).close());
	const why = embedded
		? '--embedded'
		: manifest.records === 'sqlite' && mongod
			? 'the data directory has its records there'
			: 'no MONGODB_URL, no mongod on the PATH';
	return { url, what: 'SQLite, embedded', why, own: true, stop: async () => {}, kind: 'sqlite' };
}

/**
 * The live store: the one that REDIS_URL names, else a private redis-server where there is one on the PATH,
 * else the embedded one. A stream that still holds accepted vaccinations is not left behind.
 *
 * @throws {ServiceError} `unavailable`, with the way out.
 */
export async function takeLive(options: Options): Promise<Taken & { kind: Manifest['live'] }> {
	const { env, dataDir, manifest, embedded } = options;
	const redis = embedded ? undefined : findOnPath('redis-server', env);
	const url = embedded ? undefined : env.REDIS_URL;
	const kind = url ? undefined : redis ? 'redis' : 'embedded';
	if (!manifest.drained && manifest.live && manifest.live !== kind) {
		const way =
			manifest.live === 'embedded'
				? 'start once with --embedded'
				: 'start once with redis-server on the PATH and without --embedded';
		throw new ServiceError(
			'unavailable',
			`the ${manifest.live} stream of this data directory may still hold accepted vaccinations: ${way}, stop with Ctrl-C, then change; or ${elsewhere}`,
		);
	}
	if (url) {
		await reach('REDIS_URL', () => pingLive(url, PROBE));
		return { ...given(url, 'Redis', 'REDIS_URL'), kind: manifest.live };
	}
	if (redis) {
		return {
			...begun(
				await startPrivateRedis({ ...options, command: redis }),
				'private Redis',
				'redis-server is on the PATH',
			),
			kind: 'redis',
		};
	}
	const why = embedded ? '--embedded' : 'no REDIS_URL, no redis-server on the PATH';
	return {
		url: `embedded:${join(dataDir, 'queue.sqlite')}`,
		what: 'embedded',
		why,
		own: true,
		stop: async () => {},
		kind: 'embedded',
	};
}

const elsewhere = 'name another directory with --data, or begin anew with --fresh';

function given(url: string, what: string, key: string): Taken {
	return {
		url,
		what: `${what} at ${URL.parse(url)?.host ?? 'several hosts'}`,
		why: `${key} is set`,
		own: false,
		stop: async () => {},
	};
}

function begun({ url, server }: PrivateStore, what: string, why: string): Taken {
	return { url, what: `${what} at ${URL.parse(url)?.host}`, why, own: true, stop: () => server.stop() };
}

async function reach(name: string, open: () => Promise<void>): Promise<void> {
	try {
		await open();
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new ServiceError(
			'unavailable',
			`${name}: ${why}; correct it, or leave it out and ./canario up brings a store of its own`,
			{ cause },
		);
	}
}
