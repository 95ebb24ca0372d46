import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** Budget of one request to the identity provider, ms. */
const TIMEOUT_MS = 3_000;

/** How long after a failed discovery the next is tried, ms. */
const RETRY_MS = 5_000;

/** How long keys are kept, ms; an unknown key's name has them read anew, at most every 30 s. */
const KEYS_MAX_AGE_MS = 600_000;

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A URL whose answers can be trusted: https, or this machine. */
export const trustedUrl = () =>
	z.string().refine((text) => {
		const url = URL.parse(text);
		return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
	}, 'expected an https URL (http only on this machine)');

interface Options {
	readonly issuer: string;
	/** Where the keys are; else the issuer is asked (OpenID Connect Discovery 1.0, section 4). */
	readonly jwksUrl: string | undefined;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
}

/** The issuer's public keys, read when the first JWT comes. Rejects with jose's errors, or fetch's. */
export function remoteKeys({ issuer, jwksUrl, steadyMs }: Options): JWTVerifyGetKey {
	let keys: Promise<JWTVerifyGetKey> | undefined;
	let askedAtMs = Number.NEGATIVE_INFINITY;
	const open = async () => keySet(jwksUrl ?? (await discover(issuer)));
	return async (header, token) => {
		if (keys === undefined) {
			// a provider that is away is not asked for each login
			if (steadyMs() - askedAtMs < RETRY_MS) throw new Error('the identity provider did not answer lately');
			askedAtMs = steadyMs();
			keys = open();
			keys.catch(() => {
				keys = undefined;
			});
		}
		return (await keys)(header, token);
	};
}

const keySet = (url: string): JWTVerifyGetKey =>
	createRemoteJWKSet(new URL(url), { timeoutDuration: TIMEOUT_MS, cacheMaxAge: KEYS_MAX_AGE_MS });

async function discover(issuer: string): Promise<string> {
	const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
	const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
	if (!response.ok) throw new Error(`${url} answered ${response.status}`);
	const metadata = z.object({ issuer: z.literal(issuer), jwks_uri: trustedUrl() });
	return metadata.parse(await response.json()).jwks_uri;
}
