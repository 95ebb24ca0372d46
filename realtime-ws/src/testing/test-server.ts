import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import type { StatisticsState } from '@canario/stores/live-statistics';
import { openLive } from '@canario/stores/open-live';
import { openRecordStore } from '@canario/stores/open-record-store';
import type { RecordStore } from '@canario/stores/record-store';
import type { Live } from '@canario/stores/stores';
import { someState } from '@canario/stores/testing/some-state';
import { onTestFinished } from 'vitest';
import { realtimeWs } from '../service.ts';

/** A live store in this process whose statistics are what the test says, and which the test can take away. */
export interface TestLive {
	/** What is read; undefined: the store is away. */
	state: StatisticsState | undefined;
	readonly live: Live;
}

export async function aLive(): Promise<TestLive> {
	const live = await openLive('embedded::memory:', { timeoutMs: 1_000 });
	onTestFinished(() => live.close());
	const world: { state: StatisticsState | undefined } = { state: someState() };
	const read = async () => {
		if (world.state) return world.state;
		throw new ServiceError('unavailable', 'the live store is away');
	};
	const statistics = new Proxy(live.statistics, {
		get: (target, key) => (key === 'read' ? read : bound(target, key)),
	});
	return Object.assign(world, { live: { ...live, statistics, close: async () => {} } });
}

function bound(target: object, key: string | symbol): unknown {
	const value: unknown = Reflect.get(target, key);
	return typeof value === 'function' ? value.bind(target) : value;
}

/** Counted doses, which is all that most tests change. */
export const doses = (count: number) => someState({ counters: new Map([['dose|1', count]]) });

export interface TestServer {
	readonly url: string;
	readonly port: number;
	stop(): Promise<boolean>;
	log(): string;
	metric(line: string): Promise<number>;
}

/** The service on a free port, over the live store given. It is stopped when the test ends. */
export async function aServer(
	{ live, records }: Pick<TestLive, 'live'> & { readonly records?: RecordStore },
	env: NodeJS.ProcessEnv = {},
	port?: number,
): Promise<TestServer> {
	const folder = mkdtempSync(join(tmpdir(), 'canario-feed-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const used = port ?? (await freePort());
	const LOG_FILE = join(folder, 'log');
	const running = await startService(
		realtimeWs,
		{
			...{
				HOST: '127.0.0.1',
				REALTIME_PORT: `${used}`,
				REDIS_URL: 'embedded:unused',
				LOG_LEVEL: 'debug',
				LOG_FILE,
			},
			...{ FEED_TICK_MS: '20', SHUTDOWN_DRAIN_MS: '0', ...env },
		},
		{
			live: async () => ({ ...live, close: async () => {} }),
			records: async (url, options) => records ?? openRecordStore(url, options),
		},
	);
	onTestFinished(async () => void (await running.stop()));
	const url = `http://127.0.0.1:${used}`;
	return {
		...{ url, port: used },
		stop: () => running.stop(),
		log: () => readFileSync(LOG_FILE, 'utf8'),
		async metric(line) {
			const text = await (await fetch(`${url}/metrics`)).text();
			const [name = '', labels] = line.split('{');
			const found = text
				.split('\n')
				.find((one) => one.startsWith(`${name}{`) && (labels === undefined || one.includes(labels)));
			return Number(found?.split(' ').at(-1) ?? 0);
		},
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
