import { describe, expect, it, onTestFinished } from 'vitest';
import { ANA, postTo } from '../src/client.ts';
import { ALWAYS, type InstanceName } from '../src/instances.ts';
import { type Platform, planPlatform, says } from '../src/platform.ts';
import { lastingPort } from '../src/ports.ts';
import { startRedis } from '../src/servers/redis-server.ts';
import { startMongoStandIn } from '../src/servers/secantusdb.ts';
import { MISSING_STORES, mongoUrlAt, redisUrlAt } from '../src/stores.ts';

type Part = InstanceName | 'redis' | 'mongo';

const isService = (part: Part): part is InstanceName => part !== 'redis' && part !== 'mongo';

/** A platform of which nothing runs yet, and what starts a part of it. */
async function nothingYet() {
	const [redisPort, mongoPort] = [await lastingPort(), await lastingPort()];
	const stores = { redisUrl: redisUrlAt(redisPort), mongoUrl: mongoUrlAt(mongoPort) };
	const platform = await planPlatform({ stores });
	onTestFinished(() => platform.stop());
	const start = async (part: Part) => {
		if (isService(part)) return platform.start(part, 'live');
		const server =
			part === 'redis' ? startRedis({ port: redisPort }) : startMongoStandIn({ port: mongoPort });
		const { stop } = await server;
		onTestFinished(stop);
	};
	return { platform, start };
}

const readyOnes = async (platform: Platform) => {
	const asked = platform
		.running()
		.map(async (name) => ((await says(platform.url(name), 'ready')) ? [name] : []));
	return (await Promise.all(asked)).flat();
};

describe.skipIf(MISSING_STORES)(`a platform that starts ${MISSING_STORES ?? ''}`, () => {
	it.each<readonly [string, readonly (readonly [Part, readonly InstanceName[]])[]]>([
		[
			'services first, stores last',
			[
				['dummy-splitter', []],
				['green-redis', []],
				['blue-grpc', []],
				['subscriber', []],
				['realtime-ws', []],
				['redis', ['realtime-ws', 'green-redis', 'dummy-splitter']],
				['mongo', ALWAYS],
			],
		],
		[
			'the record store first, Redis last',
			[
				['mongo', []],
				['blue-grpc', ['blue-grpc']],
				['realtime-ws', ['blue-grpc']],
				['dummy-splitter', ['blue-grpc', 'dummy-splitter']],
				['subscriber', ['blue-grpc', 'dummy-splitter']],
				['green-redis', ['blue-grpc', 'dummy-splitter']],
				['redis', ALWAYS],
			],
		],
	])(
		'row 35: %s: each is alive at once, not ready while what it needs is absent, and ready when it comes',
		async (_, steps) => {
			const { platform, start } = await nothingYet();
			for (const [part, ready] of steps) {
				await start(part);
				await expect
					.poll(() => readyOnes(platform), { timeout: 15_000 })
					.toEqual(expect.toSatisfy((names: string[]) => sameNames(names, ready)));
				for (const name of platform.running())
					expect([name, await says(platform.url(name), 'live')]).toEqual([name, true]);
			}
			// whatever split the entry goes on with, both lanes are reached
			const heard = new Set<number>();
			const post = async () => heard.add((await postTo(platform.url('dummy-splitter'), ANA)).status);
			await expect.poll(post, { timeout: 5_000 }).toEqual(new Set([201, 202]));
		},
	);
});

const sameNames = (some: readonly string[], others: readonly string[]) =>
	some.toSorted().join() === others.toSorted().join();
