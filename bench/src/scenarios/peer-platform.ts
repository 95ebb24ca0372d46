import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../peers/unbatched/main.ts';
import type { Place } from '../processes/place.ts';
import type { PlatformStores } from '../processes/platform.ts';
import { startModule } from '../processes/start-module.ts';

const MAIN = fileURLToPath(new URL('../../peers/unbatched/main.ts', import.meta.url));

/** A platform without batches that runs. */
export interface PeerPlatform {
	readonly pids: readonly number[];
	readonly entryPort: number;
	readonly waitingUrl: string;
}

/** Starts one: a process for each role, or all in one where the stores are embedded. */
export async function startPeerPlatform(
	place: Place,
	policy: Settings['policy'],
	stores: PlatformStores,
): Promise<PeerPlatform> {
	const start = (settings: Settings) => place.own(startModule(MAIN, settings));
	const waitingAt = (port: number) => `http://127.0.0.1:${port}/waiting`;
	if (stores === 'embedded') {
		const dir = join(place.dir, `peer ${policy}`);
		mkdirSync(dir);
		const { pid, port } = await start({ role: 'all', policy, dir });
		return { pids: [pid], entryPort: port, waitingUrl: waitingAt(port) };
	}
	const own = { policy, ...stores };
	const subscriber = await start({ role: 'subscriber', ...own });
	const blue = await start({ role: 'blue', ...own });
	const green = await start({ role: 'green', ...own });
	const entry = await start({ role: 'entry', policy, ports: { blue: blue.port, green: green.port } });
	return {
		pids: [subscriber, blue, green, entry].map(({ pid }) => pid),
		entryPort: entry.port,
		waitingUrl: waitingAt(subscriber.port),
	};
}
