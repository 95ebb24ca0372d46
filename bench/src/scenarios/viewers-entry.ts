import { join } from 'node:path';
import { startCrowd } from '../crowd/crowd.ts';
import { crowdFaults } from '../crowd/faults.ts';
import { crowdHindrance, limitsHere } from '../crowd/hindrance.ts';
import { loadSide } from '../measure/load-side.ts';
import type { Side } from '../measure/sample.ts';
import { startFeed } from '../processes/feed.ts';
import { pinningHindrance } from '../processes/on-core.ts';
import { startPlatform } from '../processes/platform.ts';
import { startRedis } from '../processes/store-servers.ts';
import { INPUT } from '../some-vaccination.ts';
import type { Scenario } from './scenario.ts';
import { canarioSettling } from './settling.ts';

export type ViewersEntrySide = 'no viewers' | '5,000 viewers';

const VIEWERS = 5_000;
const TICK_MS = 250;
const IN_FLIGHT = 512;

/** Deltas a second that each viewer is to get: a reading that a busy store answers late is for the next tick. */
const LEAST_HZ = 2;

/** The platform, its Redis and the senders have one core, the feed and its viewers another: as on two machines. */
const CORES = { platform: 0, feed: 1 };

/** The platform under full load, with and without viewers before a feed of its own that reads the same statistics. */
export const viewersEntry: Scenario<ViewersEntrySide> = {
	name: 'the entry beside 5,000 viewers',
	needs: ['redis-server'],
	hindrance: () => pinningHindrance() ?? crowdHindrance(VIEWERS, limitsHere()),
	async open(place, tools) {
		const redis = await startRedis(place, tools['redis-server'], 'redis', CORES.platform);
		const mongodbUrl = `sqlite:${join(place.dir, 'records.sqlite')}`;
		const stores = { mongodbUrl, redisUrl: redis.url };
		const platform = await startPlatform(place, stores, { together: true, core: CORES.platform });
		const feed = await place.own(startFeed({ redisUrl: redis.url, tickMs: TICK_MS, core: CORES.feed }));
		const side = (name: ViewersEntrySide) =>
			loadSide({
				...{ name, port: platform.entryPort, path: '/', body: JSON.stringify(INPUT) },
				...{ connections: IN_FLIGHT, pids: [platform.pid], core: CORES.platform },
				settling: () => canarioSettling(platform.statsUrl),
			});
		return [side('no viewers'), watched(side('5,000 viewers'), feed.port)];
	},
};

/** A side that is watched while it is measured. */
const watched = (side: Side, port: number): Side => ({
	name: side.name,
	async run(seconds) {
		const crowd = await startCrowd({ port, viewers: VIEWERS, snapshots: true }, 1, CORES.feed);
		try {
			const [sample, seen] = await Promise.all([side.run(seconds), crowd.watch(seconds)]);
			return { ...sample, faults: [...sample.faults, ...crowdFaults(seen, VIEWERS * seconds * LEAST_HZ)] };
		} finally {
			await crowd.close();
		}
	},
});
