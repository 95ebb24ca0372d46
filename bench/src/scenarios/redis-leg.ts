import { fileURLToPath } from 'node:url';
import { readCpuSeconds } from '../measure/cpu-time.ts';
import type { Side } from '../measure/sample.ts';
import { startWorker } from '../processes/start-module.ts';
import { startRedis } from '../processes/store-servers.ts';
import type { Scenario } from './scenario.ts';

export type RedisSide = 'canario' | 'three commands';

const MODULES: Readonly<Record<RedisSide, URL>> = {
	canario: new URL('../legs/append.ts', import.meta.url),
	'three commands': new URL('../../peers/bare-redis.ts', import.meta.url),
};

/** Appending to a stream, keeping its books and waking its reader: a batch, or record by record. */
export const redisLeg: Scenario<RedisSide> = {
	name: 'Redis leg',
	needs: ['redis-server'],
	async open(place, tools) {
		const names = Object.keys(MODULES) as RedisSide[];
		return Promise.all(
			names.map(async (name): Promise<Side> => {
				// each has a server of its own, which grows by what it appends alone
				const redis = await startRedis(place, tools['redis-server'], `redis of ${name}`);
				const file = fileURLToPath(MODULES[name]);
				const worker = await place.own(startWorker(file, { redisUrl: redis.url }));
				const pids = [worker.pid, redis.pid];
				return {
					name,
					async run(seconds) {
						const before = readCpuSeconds(pids);
						const worked = await worker.work(seconds);
						const after = readCpuSeconds(pids);
						const cpuSeconds = before === undefined || after === undefined ? undefined : after - before;
						return { operations: worked.records, seconds: worked.seconds, cpuSeconds, faults: [] };
					},
				};
			}),
		);
	},
};
