import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOidc, type OidcOptions } from './oidc.ts';
import { remoteKeys } from './oidc-keys.ts';
import { AUDIENCE, type IdentityProvider, identityProvider } from './testing/identity-provider.ts';

let provider: IdentityProvider;
beforeAll(async () => {
	provider = await identityProvider();
});
afterAll(() => provider.close());

const keysOf = (issuer: string, jwksUrl?: string, steadyMs = () => performance.now()) =>
	remoteKeys({ issuer, jwksUrl, steadyMs });
const verifier = (over: Partial<OidcOptions> = {}) =>
	createOidc({
		...{ issuer: provider.issuer, audience: AUDIENCE, algorithms: ['RS256', 'ES256'], roleClaim: 'role' },
		...{ keys: keysOf(provider.issuer), nowMs: Date.now },
		...over,
	});
const seconds = (later: number) => Math.floor(Date.now() / 1_000) + later;

describe('a JWT of the identity provider', () => {
	it('says who its bearer is', async () => {
		expect(await verifier()(await provider.sign())).toEqual({
			name: 'oidc:u-1',
			role: 'operator',
			by: 'oidc',
		});
	});

	it.each<[string, () => Promise<string> | string, string]>([
		['has expired', () => provider.sign({ expiresAt: seconds(-31) }), 'expired'],
		['is not valid yet', () => provider.sign({ notBefore: seconds(40) }), 'not_yet_valid'],
		['is for another audience', () => provider.sign({ audience: 'shop' }), 'audience'],
		['comes from another issuer', () => provider.sign({ issuer: 'https://evil.example' }), 'issuer'],
		['is signed with nothing', () => provider.unsigned(), 'algorithm'],
		['says to be signed with nothing in capitals', () => provider.unsigned('NONE'), 'algorithm'],
		['is signed with the public key as an HS256 secret', () => provider.confused(), 'algorithm'],
		[
			'is signed with a good algorithm that is not allowed',
			() => provider.sign({ alg: 'PS256' }),
			'algorithm',
		],
		['names an unknown key', () => provider.sign({ kid: 'key-2' }), 'key'],
		['is signed by somebody else', () => provider.forged(), 'signature'],
		['has no role', () => provider.sign({ payload: {} }), 'role'],
		['has a role that is none', () => provider.sign({ payload: { role: 'root' } }), 'role'],
		['has a role in another form', () => provider.sign({ payload: { role: { admin: true } } }), 'role'],
		['has no end', () => provider.sign({ expiresAt: undefined }), 'claims'],
		['has no subject', () => provider.sign({ payload: { role: 'admin' }, subject: undefined }), 'claims'],
		['is garbage', () => 'aaaa.bbbb.cccc', 'malformed'],
	])('is refused when it %s', async (_, make, refused) => {
		expect(await verifier()(await make())).toEqual({ refused });
	});

	it('may be off by half a minute', async () => {
		expect(await verifier()(await provider.sign({ expiresAt: seconds(-25) }))).toMatchObject({ by: 'oidc' });
		expect(await verifier()(await provider.sign({ notBefore: seconds(25) }))).toMatchObject({ by: 'oidc' });
	});

	it.each([
		['a claim with several', 'roles', { roles: ['x', 'admin', 'viewer'] }, 'admin'],
		['a claim within claims', 'realm_access.roles', { realm_access: { roles: ['viewer'] } }, 'viewer'],
		[
			'a claim with dots in its name',
			'https://x.example/role',
			{ 'https://x.example/role': 'operator' },
			'operator',
		],
	])('has its role in %s', async (_, roleClaim, payload, role) => {
		expect(await verifier({ roleClaim })(await provider.sign({ payload }))).toMatchObject({ role });
	});

	it('has a name that plays no tricks on a terminal', async () => {
		const token = await provider.sign({ subject: '\u001b[2J\u202elacol' });
		expect(await verifier()(token)).toMatchObject({ name: 'oidc:?[2J?lacol' });
	});
});

describe("the identity provider's keys", () => {
	it('are read once for many logins, and not again for each unknown key', async () => {
		const verify = verifier();
		provider.requests.length = 0;
		for (let n = 0; n < 3; n++) await verify(await provider.sign());
		for (let n = 0; n < 3; n++) await verify(await provider.sign({ kid: `key-${n}x` }));
		expect(provider.requests).toEqual(['/.well-known/openid-configuration', '/keys']);
	});

	it('are not looked up for an algorithm that is not allowed', async () => {
		provider.requests.length = 0;
		await verifier()(provider.unsigned());
		await verifier()(await provider.confused());
		expect(provider.requests).toEqual([]);
	});

	it('may be configured, so that nobody is asked where they are', async () => {
		const keys = keysOf('https://idp.example', `${provider.issuer}/keys`);
		const token = await provider.sign({ issuer: 'https://idp.example' });
		expect(await verifier({ issuer: 'https://idp.example', keys })(token)).toMatchObject({ by: 'oidc' });
	});

	it('that cannot be read make nobody known and nobody refused, and are tried again after five seconds', async () => {
		const gone = await identityProvider();
		await gone.close();
		const clock = { ms: 0 };
		const keys = keysOf(gone.issuer, undefined, () => clock.ms);
		const verify = verifier({ issuer: gone.issuer, keys });
		const unavailable = { name: 'ServiceError', code: 'unavailable' };
		await expect(verify(await provider.sign())).rejects.toMatchObject(unavailable);
		await expect(verify(await provider.sign())).rejects.toMatchObject({
			...unavailable,
			cause: { message: 'the identity provider did not answer lately' },
		});
		clock.ms += 5_000;
		await expect(verify(await provider.sign())).rejects.toMatchObject({
			...unavailable,
			cause: { message: 'fetch failed' },
		});
	});

	it('are refused from an issuer that calls itself otherwise', async () => {
		const issuer = provider.issuer.replace('127.0.0.1', 'localhost');
		await expect(
			verifier({ issuer, keys: keysOf(issuer) })(await provider.sign({ issuer })),
		).rejects.toMatchObject({ code: 'unavailable' });
	});
});
