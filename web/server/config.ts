import { resolve } from 'node:path';
import {
	ConfigError,
	commonConfig,
	commonShape,
	httpUrl,
	milliseconds,
	parseEnv,
	port,
} from '@canario/service-kit/env';
import { z } from 'zod';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** An identity provider's URL to the letter, for its tokens are compared with it: https, or this machine. */
const issuerUrl = () =>
	z.string().refine((text) => {
		const url = URL.parse(text);
		return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
	}, 'expected an https URL (http only on this machine)');

/** Origins with commas between them, as a policy has them; each like an identity provider's. */
const origins = () =>
	z
		.string()
		.transform((text) => text.split(',').map((one) => one.trim()))
		.pipe(
			z.array(
				issuerUrl().refine(
					(text) => URL.parse(text)?.origin === text,
					'expected an origin, with nothing behind it',
				),
			),
		);

export const shape = {
	...commonShape,
	WEB_PORT: port().default(3000),
	FEED_URL: httpUrl().default('http://*:3003'),
	REPOSITORY_URL: httpUrl().optional(),
	// a path that may be left out, as that one is
	WEB_ROOT: commonShape.LOG_FILE,
	OPERATE_URL: httpUrl().optional(),
	OPERATE_TIMEOUT_MS: milliseconds().default(10_000),
	OIDC_ISSUER: issuerUrl().optional(),
	OIDC_CLIENT_ID: z.string().min(1).optional(),
	OIDC_AUDIENCE: z.string().min(1).optional(),
	OIDC_SCOPE: z.string().min(1).default('openid'),
	OIDC_CONNECT_ORIGINS: origins().optional(),
};

/** Where `npm run build -w web` leaves the page. */
const BUILT = resolve(import.meta.dirname, '../dist');

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means.
 *
 * @throws {ConfigError} naming every bad key, or a client that no issuer knows.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = e;
	if (clientId !== undefined && issuer === undefined)
		throw new ConfigError('OIDC_CLIENT_ID needs OIDC_ISSUER');
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.WEB_PORT },
		feedUrl: e.FEED_URL,
		repositoryUrl: e.REPOSITORY_URL,
		root: e.WEB_ROOT === undefined ? BUILT : resolve(e.WEB_ROOT),
		operate:
			e.OPERATE_URL === undefined ? undefined : { url: e.OPERATE_URL, timeoutMs: e.OPERATE_TIMEOUT_MS },
		oidcConnectOrigins: e.OIDC_CONNECT_ORIGINS ?? [],
		// the entry reads OIDC_ISSUER too: without a client of its own the page has no part in it
		oidc:
			issuer === undefined || clientId === undefined
				? undefined
				: {
						issuer,
						clientId,
						scope: e.OIDC_SCOPE,
						...(e.OIDC_AUDIENCE !== undefined && { audience: e.OIDC_AUDIENCE }),
					},
	});
}
