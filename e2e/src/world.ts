import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { Ledger } from '@canario/operator/traffic/ledger';
import { openRecordStore } from '@canario/stores/open-record-store';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { adminAt, type Heard, postTo } from './client.ts';
import type { planInstances } from './instances.ts';
import { type Asked, expectPromisesKept } from './judge.ts';
import { type Load, startLoad } from './load.ts';
import { PLANTED_TRAFFIC } from './planted.ts';
import { type Platform, startPlatform } from './platform.ts';
import { firstReply } from './servers/probe.ts';
import { type Stores, startStores } from './stores.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

type Plan = Omit<Parameters<typeof planInstances>[0], 'stores'>;

/** A platform with stores of its own, for the tests of one file, and all that was sent to it in one ledger. */
export interface World {
	readonly stores: Stores;
	readonly platform: Platform;
	readonly ledger: Ledger;
	/** Offers vaccinations to the first entry, or to `target`. */
	load(options?: { target?: string; ratePerSecond?: number; retry?: boolean }): Load;
	/** Posts one vaccination under an id, and notes it down as a sender's ledger does. */
	post(id: string, content: object | string | Uint8Array<ArrayBuffer>, target?: string): Promise<Heard>;
	/** Sets the weights of every entry that runs. */
	split(weights: { blue: number; green: number }): Promise<void>;
	/** Sends a command to Redis and gives the beginning of what it answers. */
	redis(...words: readonly string[]): Promise<string>;
	/** The documents of these ids, as the record store has them. */
	stored(ids: readonly string[]): Promise<readonly StoredVaccination[]>;
	/** Holds the platform to its promises; see judge.ts. */
	keepsPromises(): Promise<void>;
	/** Where the judge finds what it compares. */
	asked(): Asked;
}

type Making = (stores: Stores, proxy: (port: number) => Promise<TcpProxy>) => Promise<Plan> | Plan;

/**
 * Starts a world before the tests of this file and ends all of it after them. Each test finds every process
 * running; the logs of one that failed are printed. To be used where tests are declared.
 */
export function useWorld(make: Making = () => ({})): () => World {
	let world: (World & { stop(): Promise<void> }) | undefined;
	beforeAll(async () => {
		world = await startWorld(make);
	});
	beforeEach(() => world?.platform.mend());
	afterEach(({ task }) => {
		if (task.result?.state === 'fail' && world) printLogs(world.platform);
	});
	afterAll(async () => {
		await world?.stop();
	});
	return () => {
		if (!world) throw new Error('the world has not begun');
		return world;
	};
}

async function startWorld(make: Making): Promise<World & { stop(): Promise<void> }> {
	const ending: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const end of ending.splice(0).reverse()) await end();
	};
	try {
		const stores = await startStores();
		ending.push(() => stores.stop());
		const dir = await mkdtemp(join(tmpdir(), 'canario-e2e-'));
		ending.push(() => rm(dir, { recursive: true, force: true }));
		const plan = await make(stores, async (port) => {
			const proxy = await startTcpProxy(port);
			ending.push(() => proxy.close());
			return proxy;
		});
		const platform = await startPlatform({ stores, ...plan });
		ending.push(() => platform.stop());
		const ledgerPath = join(dir, 'ledger.jsonl');
		const ledger = Ledger.open(ledgerPath);
		ending.push(async () => ledger.close());
		return { stop, ...worldOf({ stores, platform, ledger, ledgerPath }) };
	} catch (error) {
		await stop();
		throw error;
	}
}

interface Parts extends Pick<World, 'stores' | 'platform' | 'ledger'> {
	readonly ledgerPath: string;
}

function worldOf({ stores, platform, ledger, ledgerPath }: Parts): World {
	const entryUrl = () => platform.url('dummy-splitter');
	const asked = () => {
		ledger.flush();
		const adminUrl = platform.adminUrl('dummy-splitter');
		return { ledgerPath, recordsUrl: stores.mongoUrl, adminUrl, statsUrl: platform.url('realtime-ws') };
	};
	return {
		stores,
		platform,
		ledger,
		load: (options = {}) => startLoad({ target: entryUrl(), source: PLANTED_TRAFFIC, ledger, ...options }),
		async post(id, content, target = entryUrl()) {
			ledger.append({ t: 'invoke', id, at: Date.now() });
			const heard = await postTo(target, content, { 'idempotency-key': id });
			const { status } = heard;
			const entry = { id, status, at: Date.now() };
			if (status < 300) ledger.append({ t: 'ok', ...entry });
			else ledger.append(status < 500 ? { t: 'fail', ...entry } : { t: 'info', ...entry });
			return heard;
		},
		async split(weights) {
			const entries = platform.running().filter((name) => name.startsWith('dummy-splitter'));
			for (const name of entries) {
				// the record store may be coming back just now
				const set = () => adminAt(platform.adminUrl(name))('PUT', '/split', { weights, reason: 'a test' });
				await vi.waitFor(set, { timeout: 10_000, interval: 200 });
			}
		},
		async stored(ids) {
			const store = await openRecordStore(stores.mongoUrl, { timeoutMs: 5_000 });
			try {
				return await store.find(ids);
			} finally {
				await store.close();
			}
		},
		redis: (...words) => askRedis(stores.redis.port, words),
		keepsPromises: () => expectPromisesKept(asked()),
		asked,
	};
}

/** One command in Redis' protocol, over a connection of its own. */
async function askRedis(port: number, words: readonly string[]): Promise<string> {
	const bulk = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
	const reply = await firstReply(port, Buffer.from(`*${words.length}\r\n${bulk}`), 2_000);
	if (reply === undefined) throw new Error(`Redis did not answer ${words[0]}`);
	return reply.toString().trim();
}

const SHOWN_LINES = 40;

function printLogs(platform: Platform): void {
	for (const [name, output] of platform.outputs()) {
		console.log(`--- ${name}\n${output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n')}`);
	}
}
