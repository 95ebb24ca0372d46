import { type ErrorCode, ServiceError } from '@canario/service-kit/service-error';

/** Why somebody was not let in; the label of `canario_logins_refused_total`. */
export type Reason =
	| 'missing'
	| 'unknown'
	| 'revoked'
	| 'expired'
	| 'not_yet_valid'
	| 'issuer'
	| 'audience'
	| 'claims'
	| 'algorithm'
	| 'key'
	| 'signature'
	| 'malformed'
	| 'role';

/** A login that did not succeed. */
export interface Refusal {
	readonly refused: Reason;
}

const STRANGE = 'the token is not known here';

/** What the sender is told: only who holds a token that was good once, or is rightly signed, hears what is wrong with it. */
const DETAIL: Readonly<Record<Reason, string>> = {
	missing: 'this needs a token as "Authorization: Bearer …"',
	unknown: STRANGE,
	revoked: 'the token was revoked',
	expired: 'the token has expired',
	not_yet_valid: 'the token is not valid yet',
	issuer: 'the token comes from another issuer',
	audience: 'the token is for another audience',
	claims: 'the token lacks a claim that is needed, or one is not valid',
	algorithm: STRANGE,
	key: STRANGE,
	signature: STRANGE,
	malformed: STRANGE,
	role: 'the token carries no role that is known here: viewer, operator or admin',
};

/** A refusal as the answer. */
export function refusalError({ refused }: Refusal): ServiceError {
	const code: ErrorCode = refused === 'role' ? 'forbidden' : 'unauthorized';
	return new ServiceError(code, DETAIL[refused]);
}
