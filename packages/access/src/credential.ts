import { digestOf, sameDigest, TOKEN_PREFIX } from './bearer-token.ts';
import type { VerifyJwt } from './oidc.ts';
import type { Refusal } from './refusal.ts';
import type { Tokens } from './tokens.ts';
import type { Who } from './who.ts';

/** What credentials are judged by. */
export interface Credentials {
	/** The token of the local administrator; without it there is none. */
	readonly localToken: string | undefined;
	readonly tokens: Pick<Tokens, 'check'>;
	/** Without it JWTs are strange. */
	readonly verifyJwt?: VerifyJwt | undefined;
}

const BEARER = /^Bearer +([\x21-\x7e]{1,8192})$/i;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const LOCAL: Who = { name: 'local', role: 'admin', by: 'local' };

/** A judge of `Authorization` headers. Rejects with ServiceError('unavailable') when it cannot judge. */
export function judgeOf({ localToken, tokens, verifyJwt }: Credentials) {
	const local = localToken === undefined ? undefined : digestOf(localToken);
	return async (header: string | undefined): Promise<Who | Refusal> => {
		if (header === undefined || header === '') return { refused: 'missing' };
		const [, credential] = BEARER.exec(header) ?? [];
		if (credential === undefined) return { refused: 'malformed' };
		if (local && sameDigest(digestOf(credential), local)) return LOCAL;
		if (credential.startsWith(TOKEN_PREFIX)) return tokens.check(credential);
		if (verifyJwt && JWT.test(credential)) return await verifyJwt(credential);
		return { refused: 'unknown' };
	};
}
