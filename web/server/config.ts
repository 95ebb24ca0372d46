import { resolve } from 'node:path';
import { commonConfig, commonShape, httpUrl, parseEnv, port } from '@canario/service-kit/env';

export const shape = {
	...commonShape,
	WEB_PORT: port().default(3000),
	FEED_URL: httpUrl().default('http://*:3003'),
	REPOSITORY_URL: httpUrl().optional(),
	// a path that may be left out, as that one is
	WEB_ROOT: commonShape.LOG_FILE,
};

/** Where `npm run build -w web` leaves the page. */
const BUILT = resolve(import.meta.dirname, '../dist');

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means.
 *
 * @throws {ConfigError} naming every bad key.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.WEB_PORT },
		feedUrl: e.FEED_URL,
		repositoryUrl: e.REPOSITORY_URL,
		root: e.WEB_ROOT === undefined ? BUILT : resolve(e.WEB_ROOT),
	});
}
