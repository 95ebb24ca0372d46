import { type LoadSideOptions, loadSide } from '../measure/load-side.ts';
import type { Side } from '../measure/sample.ts';
import type { Place } from '../processes/place.ts';
import { type PlatformStores, startPlatform } from '../processes/platform.ts';
import { startRedis, startSecantusDb } from '../processes/store-servers.ts';
import { INPUT } from '../some-vaccination.ts';
import { startPeerPlatform } from './peer-platform.ts';
import type { Scenario } from './scenario.ts';
import { canarioSettling, peerSettling } from './settling.ts';

export type EndToEndSide = 'canario' | 'canario overloaded' | 'shared connections' | 'original design';

const REQUEST = { path: '/', body: JSON.stringify(INPUT) };

/**
 * Requests in flight. The peers get a number at which they do as much as at any other (8 to 512 were tried): with
 * more of them each only waits longer.
 */
const IN_FLIGHT = { canario: 512, overloaded: 2_048, shared: 128, original: 32 };

/** From the sender's request to the record store's disk, through both lanes at equal weights. */
export const embedded: Scenario<EndToEndSide> = {
	name: 'end to end, embedded stores (SQLite, one process)',
	needs: [],
	open: (place, _tools, wanted) => openSides(place, wanted, async () => ({ stores: 'embedded', pids: [] })),
};

/** The same, with a process for each service and servers as stores; each side has servers of its own. */
export const servers: Scenario<EndToEndSide> = {
	name: 'end to end, SecantusDB + Redis (a process for each service)',
	needs: ['redis-server', 'SecantusDB'],
	// every command makes the next ones dearer in SecantusDB, and the peers send a hundred times as many
	freshEachRound: true,
	open: (place, tools, wanted) =>
		openSides(place, wanted, async (name) => {
			const redis = await startRedis(place, tools['redis-server'], `redis of ${name}`);
			const mongodb = await startSecantusDb(place, tools.SecantusDB, `secantusdb of ${name}`);
			const stores = { mongodbUrl: mongodb.url, redisUrl: redis.url };
			return { stores, pids: [redis.pid, mongodb.pid] };
		}),
};

/** Stores for one side, and the servers among them: their CPU time is measured, too. */
type StoresFor = (
	name: string,
) => Promise<{ readonly stores: PlatformStores; readonly pids: readonly number[] }>;

async function openSides(
	place: Place,
	wanted: ReadonlySet<EndToEndSide>,
	storesFor: StoresFor,
): Promise<readonly Side[]> {
	const sides: Side[] = [];
	const add = (options: Omit<LoadSideOptions, 'path' | 'body'>) =>
		sides.push(loadSide({ ...REQUEST, ...options }));
	if (wanted.has('canario') || wanted.has('canario overloaded')) {
		const { stores, pids } = await storesFor('canario');
		const { pid, entryPort: port, statsUrl } = await startPlatform(place, stores);
		const canario = { port, pids: [pid, ...pids], settling: () => canarioSettling(statsUrl) };
		if (wanted.has('canario')) add({ name: 'canario', connections: IN_FLIGHT.canario, ...canario });
		if (wanted.has('canario overloaded')) {
			const connections = IN_FLIGHT.overloaded;
			add({ name: 'canario overloaded', connections, allowed: ['503'], ...canario });
		}
	}
	const addPeer = async (name: EndToEndSide, policy: 'shared' | 'per use', connections: number) => {
		if (!wanted.has(name)) return;
		const { stores, pids } = await storesFor(name);
		const peer = await startPeerPlatform(place, policy, stores);
		const settling = () => peerSettling(peer.waitingUrl);
		add({ name, connections, port: peer.entryPort, pids: [...peer.pids, ...pids], settling });
	};
	await addPeer('shared connections', 'shared', IN_FLIGHT.shared);
	await addPeer('original design', 'per use', IN_FLIGHT.original);
	return sides;
}
