import { ServiceError } from '@canario/service-kit/service-error';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Reason, Refusal } from './refusal.ts';
import { ROLES, type Role } from './role.ts';
import type { Who } from './who.ts';

/** Signatures that may be allowed. All have a public and a private key: with HS256, who can check can also sign. */
export const ALGORITHMS = [
	...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
	...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

/** How far the issuer's clock and ours may be apart, seconds. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** Longest subject that is shown. */
const SUBJECT_LENGTH = 100;

export interface OidcOptions {
	readonly issuer: string;
	readonly audience: string;
	readonly algorithms: readonly string[];
	/** The claim that names a role, or several as an array; `a.b` is looked for as it is, then as `b` in `a`. */
	readonly roleClaim: string;
	readonly keys: JWTVerifyGetKey;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
}

/** Who a JWT says that its bearer is. Rejects with ServiceError('unavailable') when the issuer's keys cannot be read. */
export type VerifyJwt = (token: string) => Promise<Who | Refusal>;

/** Checks JWTs of one issuer: signature by an allowed algorithm, issuer, audience, `exp`, `nbf`, subject and role. */
export function createOidc({ keys, issuer, audience, algorithms, roleClaim, nowMs }: OidcOptions): VerifyJwt {
	return async (token) => {
		try {
			const { payload } = await jwtVerify(token, keys, {
				issuer,
				audience,
				algorithms: [...algorithms],
				clockTolerance: CLOCK_TOLERANCE_SECONDS,
				requiredClaims: ['exp', 'sub'],
				currentDate: new Date(nowMs()),
			});
			const role = roleOf(claimOf(payload, roleClaim));
			if (role === undefined) return { refused: 'role' };
			return { name: nameOf(payload), role, by: 'oidc' };
		} catch (error) {
			return { refused: reasonOf(error) };
		}
	};
}

/** No control characters: the name is printed in terminals. */
const nameOf = ({ sub = '' }: JWTPayload) => `oidc:${sub.replace(/\p{C}/gu, '?').slice(0, SUBJECT_LENGTH)}`;

function claimOf(payload: JWTPayload, name: string): unknown {
	const own = (value: unknown, key: string): unknown =>
		typeof value === 'object' && value !== null && Object.hasOwn(value, key)
			? (value as Record<string, unknown>)[key]
			: undefined;
	return own(payload, name) ?? name.split('.').reduce<unknown>(own, payload);
}

/** The highest of the roles that a claim names. */
function roleOf(claim: unknown): Role | undefined {
	const named: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
	return ROLES.findLast((role) => named.includes(role));
}

const REASONS: Readonly<Record<string, Reason>> = {
	[errors.JWTExpired.code]: 'expired',
	[errors.JOSEAlgNotAllowed.code]: 'algorithm',
	[errors.JOSENotSupported.code]: 'algorithm',
	[errors.JWSSignatureVerificationFailed.code]: 'signature',
	[errors.JWKSNoMatchingKey.code]: 'key',
	[errors.JWKSMultipleMatchingKeys.code]: 'key',
	[errors.JWSInvalid.code]: 'malformed',
	[errors.JWTInvalid.code]: 'malformed',
};
const CLAIM_REASONS: Readonly<Record<string, Reason>> = {
	iss: 'issuer',
	aud: 'audience',
	nbf: 'not_yet_valid',
};

/** @throws {ServiceError} `unavailable` when it was not the token's fault. */
function reasonOf(error: unknown): Reason {
	if (error instanceof errors.JWTClaimValidationFailed) return CLAIM_REASONS[error.claim] ?? 'claims';
	const reason = error instanceof errors.JOSEError ? REASONS[error.code] : undefined;
	if (reason) return reason;
	throw new ServiceError('unavailable', 'the keys of the identity provider cannot be read', { cause: error });
}
