import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FeedDelta } from '@canario/contracts/feed';
import { WebSocket } from 'ws';
import { startCrowd } from '../crowd/crowd.ts';
import { crowdFaults } from '../crowd/faults.ts';
import { crowdHindrance, limitsHere } from '../crowd/hindrance.ts';
import { readCpuSeconds } from '../measure/cpu-time.ts';
import type { Sample, Side } from '../measure/sample.ts';
import { freePort } from '../processes/free-port.ts';
import type { Place } from '../processes/place.ts';
import { startModule } from '../processes/start-module.ts';
import type { Scenario } from './scenario.ts';

export type FanOutSide = 'canario' | 'io.emit';

const FEED = fileURLToPath(new URL('../legs/feed.ts', import.meta.url));
const IO_EMIT = fileURLToPath(new URL('../../peers/io-emit.ts', import.meta.url));

const VIEWERS = 2_000;
const TICK_MS = 100;

/** Deltas of the feed's that the peer sends in turn. */
const RECORDED = 20;

/** One delta for all viewers, ten times a second. */
export const fanOut: Scenario<FanOutSide> = {
	name: 'fan-out',
	needs: [],
	hindrance: () => crowdHindrance(VIEWERS, limitsHere()),
	async open(place) {
		const ours = await startOn(place, FEED, { tickMs: TICK_MS });
		const patches = await recordPatches(ours.port);
		return [
			fanOutSide('canario', ours, true),
			fanOutSide('io.emit', await startOn(place, IO_EMIT, { tickMs: TICK_MS, patches }), false),
		];
	},
};

const startOn = async (place: Place, file: string, settings: object) =>
	place.own(startModule(file, { port: await freePort(), ...settings }));

/** A side whose viewers are there while it is measured, and no longer: the other one's are not to be paid for. */
function fanOutSide(name: FanOutSide, server: { pid: number; port: number }, snapshots: boolean): Side {
	return {
		name,
		async run(seconds): Promise<Sample> {
			const crowd = await startCrowd({ port: server.port, viewers: VIEWERS, snapshots }, 1);
			try {
				const before = readCpuSeconds([server.pid]);
				const watched = await crowd.watch(seconds);
				const after = readCpuSeconds([server.pid]);
				const due = (VIEWERS * seconds * 1_000) / TICK_MS;
				return {
					...{ operations: watched.deltas, seconds },
					cpuSeconds: before === undefined || after === undefined ? undefined : after - before,
					faults: crowdFaults(watched, due),
				};
			} finally {
				await crowd.close();
			}
		},
	};
}

/** What the feed says changed, as often as is asked for. */
async function recordPatches(port: number): Promise<readonly FeedDelta['patch'][]> {
	const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
	const patches: FeedDelta['patch'][] = [];
	try {
		while (patches.length < RECORDED) {
			const [data] = (await once(socket, 'message', { signal: AbortSignal.timeout(10_000) })) as [Buffer];
			const text = data.toString();
			if (text.startsWith('0')) socket.send('40');
			if (text.startsWith('42["delta"'))
				patches.push((JSON.parse(text.slice(2)) as [string, FeedDelta])[1].patch);
		}
	} finally {
		socket.terminate();
	}
	return patches;
}
