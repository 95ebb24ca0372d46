import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { exportJWK, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'canario';
const KID = 'key-1';

interface Claims {
	readonly payload?: JWTPayload;
	readonly issuer?: string;
	/** Undefined for a JWT without a subject. */
	readonly subject?: string | undefined;
	readonly audience?: string;
	/** Seconds since the Unix epoch; undefined for a JWT without an end. */
	readonly expiresAt?: number | undefined;
	readonly notBefore?: number;
	readonly kid?: string;
	readonly alg?: string;
	readonly key?: KeyObject | Uint8Array;
}

/** An identity provider on loopback: discovery, its public keys, and JWTs with any claims and signatures. */
export async function identityProvider() {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const requests: string[] = [];
	const app = createApp();
	app.use((request, _response, next) => {
		requests.push(request.path);
		next();
	});
	app.get('/.well-known/openid-configuration', (_request, response) => {
		response.json({ issuer, jwks_uri: `${issuer}/keys` });
	});
	app.get('/keys', async (_request, response) => {
		response.json({ keys: [{ ...(await exportJWK(publicKey)), kid: KID, alg: 'RS256', use: 'sig' }] });
	});
	const server: Listening = await listen(app, { host: '127.0.0.1', port: 0 });
	const issuer = server.url;

	/** A JWT that is good unless a claim says otherwise. */
	const sign = async ({ payload = { role: 'operator' }, ...claims }: Claims = {}): Promise<string> => {
		const nowSeconds = Math.floor(Date.now() / 1_000);
		const jwt = new SignJWT(payload)
			.setProtectedHeader({ alg: claims.alg ?? 'RS256', kid: claims.kid ?? KID })
			.setIssuer(claims.issuer ?? issuer)
			.setAudience(claims.audience ?? AUDIENCE);
		const subject = 'subject' in claims ? claims.subject : 'u-1';
		if (subject !== undefined) jwt.setSubject(subject);
		const expiresAt = 'expiresAt' in claims ? claims.expiresAt : nowSeconds + 600;
		if (expiresAt !== undefined) jwt.setExpirationTime(expiresAt);
		if (claims.notBefore !== undefined) jwt.setNotBefore(claims.notBefore);
		return await jwt.sign(claims.key ?? privateKey);
	};
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return {
		issuer,
		requests,
		sign,
		/** Signed with nothing, as `alg: none` says. */
		unsigned: (alg = 'none') =>
			`${part({ alg, typ: 'JWT' })}.${part({
				...{ iss: issuer, aud: AUDIENCE, sub: 'u-1', role: 'admin' },
				exp: Math.floor(Date.now() / 1_000) + 600,
			})}.`,
		/** HS256 with the public key's text as the secret: what a careless verifier takes for a signature. */
		confused: () =>
			sign({ alg: 'HS256', key: Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }) as string) }),
		/** Signed by somebody else, under the provider's key's name. */
		forged: () => sign({ key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }),
		close: () => server.close(),
	};
}

export type IdentityProvider = Awaited<ReturnType<typeof identityProvider>>;
