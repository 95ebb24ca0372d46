import { createOidc, type VerifyJwt } from '@canario/access/oidc';
import { remoteKeys } from '@canario/access/oidc-keys';
import { AUDIENCE, type IdentityProvider, identityProvider } from '@canario/access/testing/identity-provider';
import { someAccess } from '@canario/access/testing/some-access';
import { type Listening, listen } from '@canario/service-kit/http-server';
import { MemoryFaults } from '@canario/stores/embedded/memory-faults';
import type { Express } from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultBook } from '../domain/fault-book.ts';
import { someEntries } from '../split/some-entries.ts';
import { someDesk } from '../testing/some-desk.ts';
import { adminApp } from './admin-app.ts';

const LOCAL = 'the-local-token-of-a-test';
const RANK = ['viewer', 'operator', 'admin'] as const;
type Role = (typeof RANK)[number];

let provider: IdentityProvider;
let access: Awaited<ReturnType<typeof someAccess>>;
let entries: Awaited<ReturnType<typeof someEntries>>;
let app: Express;
let server: Listening;

beforeAll(async () => {
	provider = await identityProvider();
	const { issuer } = provider;
	const keys = remoteKeys({ issuer, jwksUrl: undefined, steadyMs: () => performance.now() });
	const algorithms = ['RS256', 'ES256'];
	const verifyJwt: VerifyJwt = createOidc({
		...{ issuer, audience: AUDIENCE, algorithms, roleClaim: 'role', keys, nowMs: Date.now },
	});
	access = await someAccess({ localToken: LOCAL, verifyJwt });
	entries = await someEntries();
	const history = entries.entry();
	await history.follow();
	const log = pino({ level: 'silent' });
	const kept = new MemoryFaults(Date.now);
	const ports = { faults: () => kept, audit: async () => {}, classroom: false, nowMs: Date.now, log };
	app = adminApp({
		...{ access, history, log, faults: new FaultBook(ports), canaries: someDesk() },
		lookUp: async () => [],
		rebuildStatistics: async () => {},
	});
	server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
	await server.close();
	await entries.close();
	await provider.close();
});

interface Layer {
	readonly route?: { readonly path: string | string[]; readonly methods: Readonly<Record<string, boolean>> };
	readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route that the app has, by Express' own books: one that is added later is tested too. */
const routesOf = (layers: readonly Layer[]): readonly { method: string; path: string }[] =>
	layers.flatMap(({ route, handle }) => {
		if (route === undefined) return routesOf(handle.stack ?? []);
		const methods = Object.keys(route.methods).map((method) => method.toUpperCase());
		return [route.path].flat().flatMap((path) => methods.map((method) => ({ method, path })));
	});
const allRoutes = () => routesOf(app.router.stack as unknown as readonly Layer[]);

/** What the rules say: reading is for viewers, changing for operators, and tokens are for administrators. */
function neededFor({ method, path }: { method: string; path: string }): Role {
	if (path.startsWith('/tokens')) return 'admin';
	return method === 'GET' ? 'viewer' : 'operator';
}

async function statusOf({ method, path }: { method: string; path: string }, token?: string): Promise<number> {
	const response = await fetch(server.url + path.replace(/:\w+/g, 'green'), {
		method,
		...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
	});
	await response.arrayBuffer();
	return response.status;
}

const seconds = (later: number) => Math.floor(Date.now() / 1_000) + later;
const jwtOf = (role: Role) => provider.sign({ payload: { role } });
const asAdmin = { payload: { role: 'admin' } };

describe('every route of the admin listener', () => {
	it('is in the matrix', () => {
		const told = allRoutes().map(({ method, path }) => `${method} ${path}`);
		expect(told).toEqual(
			expect.arrayContaining([
				...['GET /whoami', 'GET /tokens', 'POST /tokens', 'DELETE /tokens/:name'],
				...['GET /split', 'PUT /split', 'GET /split/history', 'POST /split/undo', 'POST /split/confirm'],
				...['GET /faults', 'PUT /faults/:lane', 'DELETE /faults', 'DELETE /faults/:lane'],
				...['GET /canary', 'POST /canary', 'GET /canary/history', 'GET /canary/events'],
				...['pause', 'resume', 'promote', 'abort'].map((act) => `POST /canary/${act}`),
				...['POST /records/lookup', 'POST /stats/rebuild'],
			]),
		);
	});

	it.each<[string, () => Promise<string> | string | undefined]>([
		['nothing', () => undefined],
		['garbage', () => 'garbage'],
		['the local token and more', () => `${LOCAL}x`],
		['a token of nobody', () => `canario_${'x'.repeat(43)}`],
		['a revoked token', () => access.revokedToken()],
		['an expired token', () => access.expiredToken()],
		['an expired JWT', () => provider.sign({ ...asAdmin, expiresAt: seconds(-60) })],
		['a JWT that is not valid yet', () => provider.sign({ ...asAdmin, notBefore: seconds(60) })],
		['a JWT for another audience', () => provider.sign({ ...asAdmin, audience: 'shop' })],
		['a JWT of another issuer', () => provider.sign({ ...asAdmin, issuer: 'https://evil.example' })],
		['a JWT with alg none', () => provider.unsigned()],
		['a JWT signed with the public key as HS256', () => provider.confused()],
		['a JWT of an unknown key', () => provider.sign({ ...asAdmin, kid: 'another' })],
		['a forged JWT', () => provider.forged()],
	])('answers 401 to %s', async (_, make) => {
		const token = await make();
		for (const route of [...allRoutes(), { method: 'GET', path: '/nowhere' }]) {
			expect([route, await statusOf(route, token)]).toEqual([route, 401]);
		}
	});

	it('answers 403 to a JWT without a role', async () => {
		const token = await provider.sign({ payload: {} });
		for (const route of allRoutes()) expect([route, await statusOf(route, token)]).toEqual([route, 403]);
	});

	it.each<[string, Role, () => Promise<string> | string]>([
		...RANK.map((role) => [`a token of a ${role}`, role, () => access.tokenOf(role)] as const),
		...RANK.map((role) => [`a JWT of a ${role}`, role, () => jwtOf(role)] as const),
		['the local token', 'admin', () => LOCAL],
	] as [string, Role, () => string][])('lets in %s as far as the role reaches', async (_, role, make) => {
		const token = await make();
		for (const route of allRoutes()) {
			const may = RANK.indexOf(role) >= RANK.indexOf(neededFor(route));
			const status = await statusOf(route, token);
			expect([route, status === 403, status === 401]).toEqual([route, !may, false]);
		}
	});
});
