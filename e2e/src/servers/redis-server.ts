import { type PlaceOptions, type PrivateServer, startPrivateServer } from './private-server.ts';
import { redisAnswers } from './probe.ts';

export interface RedisOptions extends PlaceOptions {
	/** The program; `CANARIO_REDIS_SERVER`, else what the PATH has. */
	readonly binary?: string;
	/** Settings without their dashes, as in `{ appendfsync: 'everysec' }`; they win over the defaults. */
	readonly settings?: Readonly<Record<string, string>>;
}

/** What green's promise rests on: every acknowledged write is on the disk, and none is evicted. */
const durable = {
	appendonly: 'yes',
	appendfsync: 'always',
	save: '',
	'maxmemory-policy': 'noeviction',
};

/** Starts a redis-server of one's own. Durable unless `settings` say otherwise. */
export function startRedis(options: RedisOptions = {}): Promise<PrivateServer> {
	const command = options.binary ?? process.env.CANARIO_REDIS_SERVER ?? 'redis-server';
	const settings = Object.entries({ ...durable, ...options.settings });
	return startPrivateServer(options, {
		scheme: 'redis',
		at: (port, dir) => ({
			name: 'redis-server',
			command,
			args: [
				...['--bind', '127.0.0.1', '--port', String(port), '--dir', dir],
				...settings.flatMap(([name, value]) => [`--${name}`, value]),
			],
			ready: (pid) => redisAnswers(port, pid),
		}),
	});
}
