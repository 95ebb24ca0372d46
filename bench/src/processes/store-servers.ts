import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { listens } from './answers.ts';
import { freePort } from './free-port.ts';
import { type OnCore, pinned } from './on-core.ts';
import type { Place } from './place.ts';
import { type Started, startServer } from './start-process.ts';

export interface StoreServer extends Started {
	readonly url: string;
}

/**
 * A Redis with every write on the disk before it is answered.
 *
 * @param name of its folder.
 */
export async function startRedis(
	place: Place,
	command: string,
	name: string,
	core?: OnCore,
): Promise<StoreServer> {
	const port = await freePort();
	const dir = join(place.dir, name);
	mkdirSync(dir);
	const settings = { bind: '127.0.0.1', port, dir, appendonly: 'yes', appendfsync: 'always', save: '' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
	const started = await place.own(
		startServer({ ...pinned(core, command, args), ready: () => listens(port) }),
	);
	return { ...started, url: `redis://127.0.0.1:${port}` };
}

/**
 * The stand-in for mongod.
 *
 * @param name of its folder.
 */
export async function startSecantusDb(place: Place, command: string, name: string): Promise<StoreServer> {
	const port = await freePort();
	const dir = join(place.dir, name);
	mkdirSync(dir);
	const args = ['--host', '127.0.0.1', '--port', `${port}`, '--storage-path', dir];
	// a low cap of the oplog makes single inserts several times slower
	args.push('--log-level', 'WARNING', '--oplog-max-entries', '100000000');
	const started = await place.own(startServer({ command, args, ready: () => listens(port) }));
	return { ...started, url: `mongodb://127.0.0.1:${port}` };
}
