import { type Crowd, startCrowd } from '../crowd/crowd.ts';
import { latencyOf } from '../crowd/delays.ts';
import { crowdFaults } from '../crowd/faults.ts';
import { crowdHindrance, limitsHere } from '../crowd/hindrance.ts';
import { readCpuSeconds } from '../measure/cpu-time.ts';
import { readMemoryBytes } from '../measure/memory.ts';
import type { Side } from '../measure/sample.ts';
import { startFeed } from '../processes/feed.ts';
import { startFedRedis } from './fed-redis.ts';
import type { Scenario } from './scenario.ts';

export type ViewersSide = 'canario';

const VIEWERS = 10_000;
const TICK_MS = 500;
const CROWD_PROCESSES = 2;

interface Feed {
	readonly pid: number;
	/** Memory before anybody came. */
	readonly emptyBytes: number | undefined;
}

/** Ten thousand viewers of the whole feed, whose figures change twice a second. */
export const viewers: Scenario<ViewersSide> = {
	name: 'ten thousand viewers',
	needs: ['redis-server'],
	hindrance: () => crowdHindrance(VIEWERS, limitsHere()),
	async open(place, tools) {
		const redisUrl = await startFedRedis(place, tools['redis-server'], TICK_MS / 2);
		const { pid, port } = await place.own(startFeed({ redisUrl, tickMs: TICK_MS }));
		const emptyBytes = readMemoryBytes(pid);
		const crowd = await place.own(startCrowd({ port, viewers: VIEWERS, snapshots: true }, CROWD_PROCESSES));
		return [viewersSide({ pid, emptyBytes }, crowd)];
	},
};

const viewersSide = ({ pid, emptyBytes }: Feed, crowd: Crowd): Side => ({
	name: 'canario' satisfies ViewersSide,
	async run(seconds) {
		const before = readCpuSeconds([pid]);
		const watched = await crowd.watch(seconds);
		const after = readCpuSeconds([pid]);
		const bytes = readMemoryBytes(pid);
		const accepted = latencyOf(watched.delays);
		const due = (VIEWERS * seconds * 1_000) / TICK_MS;
		return {
			...{ operations: watched.deltas, seconds },
			cpuSeconds: before === undefined || after === undefined ? undefined : after - before,
			...(accepted && { accepted }),
			...(bytes !== undefined && emptyBytes !== undefined && { bytesEach: (bytes - emptyBytes) / VIEWERS }),
			faults: crowdFaults(watched, due),
		};
	},
});
