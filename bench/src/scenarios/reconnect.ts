import { type Crowd, startCrowd } from '../crowd/crowd.ts';
import { crowdHindrance, limitsHere } from '../crowd/hindrance.ts';
import { readCpuSeconds } from '../measure/cpu-time.ts';
import type { Side } from '../measure/sample.ts';
import { startFeed } from '../processes/feed.ts';
import { startFedRedis } from './fed-redis.ts';
import type { Scenario } from './scenario.ts';

export type ReconnectSide = 'canario';

const VIEWERS = 10_000;
const TICK_MS = 250;
const CROWD_PROCESSES = 2;

/** Who is not back by then is counted as gone for good, milliseconds. */
const PATIENCE_MS = 45_000;

/** The feed is killed under ten thousand viewers and started again; they come back as the page does. */
export const reconnect: Scenario<ReconnectSide> = {
	name: 'ten thousand viewers come back',
	needs: ['redis-server'],
	hindrance: () => crowdHindrance(VIEWERS, limitsHere()),
	async open(place, tools) {
		const redisUrl = await startFedRedis(place, tools['redis-server'], TICK_MS / 2);
		let feed = await startFeed({ redisUrl, tickMs: TICK_MS });
		await place.own(Promise.resolve({ close: () => feed.close() }));
		const restart = async () => {
			process.kill(feed.pid, 'SIGKILL');
			feed = await startFeed({ redisUrl, tickMs: TICK_MS, port: feed.port });
		};
		const crowd = await place.own(
			startCrowd({ port: feed.port, viewers: VIEWERS, snapshots: true }, CROWD_PROCESSES),
		);
		return [reconnectSide(crowd, restart, () => feed.pid)];
	},
};

const reconnectSide = (crowd: Crowd, restart: () => Promise<void>, pid: () => number): Side => ({
	name: 'canario' satisfies ReconnectSide,
	// it takes as long as it takes
	async run() {
		let killedAtMs = 0;
		const { here, lost, lastBackMs } = await crowd.comeBack(PATIENCE_MS, async () => {
			killedAtMs = Date.now();
			await restart();
		});
		return {
			...{ operations: here, seconds: (lastBackMs - killedAtMs) / 1_000 },
			// of the process that they came back to, from its start
			cpuSeconds: readCpuSeconds([pid()]),
			faults: [
				...(here < VIEWERS ? [`${VIEWERS - here} did not come back`] : []),
				...(lost < VIEWERS ? [`${VIEWERS - lost} were never cut`] : []),
				...(lost > VIEWERS ? [`${lost - VIEWERS} were lost again`] : []),
			],
		};
	},
});
