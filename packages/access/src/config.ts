import { ConfigError, whole } from '@canario/service-kit/env';
import { z } from 'zod';
import { ALGORITHMS } from './oidc.ts';
import { trustedUrl } from './oidc-keys.ts';

const algorithms = z
	.string()
	.transform((text) => text.split(',').map((name) => name.trim()))
	.pipe(z.array(z.enum(ALGORITHMS, `expected some of ${ALGORITHMS.join(', ')}`)).min(1));

/** The keys that say who may use an admin listener. */
export const accessShape = {
	CANARIO_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
	/** How often added and revoked tokens are looked for, ms. */
	TOKENS_REFRESH_MS: whole(50, 60_000).default(500),
	OIDC_ISSUER: trustedUrl().optional(),
	OIDC_AUDIENCE: z.string().min(1).optional(),
	OIDC_JWKS_URL: trustedUrl().optional(),
	OIDC_ALGORITHMS: algorithms.default(['RS256', 'ES256']),
	OIDC_ROLE_CLAIM: z.string().min(1).default('role'),
};

type Parsed = z.infer<z.ZodObject<typeof accessShape>>;

export type AccessConfig = ReturnType<typeof accessConfig>;

/**
 * The part of a configuration that `accessShape` gives.
 *
 * @throws {ConfigError} when an issuer has no audience: any service's token would be good then; or the other way round.
 */
export function accessConfig(e: Parsed) {
	const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = e;
	if ((issuer === undefined) !== (audience === undefined)) {
		throw new ConfigError('OIDC_ISSUER and OIDC_AUDIENCE need each other');
	}
	return {
		localToken: e.CANARIO_TOKEN,
		refreshMs: e.TOKENS_REFRESH_MS,
		oidc:
			issuer !== undefined && audience !== undefined
				? {
						issuer,
						audience,
						jwksUrl: e.OIDC_JWKS_URL,
						algorithms: e.OIDC_ALGORITHMS,
						roleClaim: e.OIDC_ROLE_CLAIM,
					}
				: undefined,
	};
}
