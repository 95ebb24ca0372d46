import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

const stores = { MONGODB_URL: 'mongodb://127.0.0.1/canario', REDIS_URL: 'redis://127.0.0.1' };

describe('the configuration', () => {
	it('takes further paths, so that an existing generator needs no change', () => {
		expect(readConfig({ ...stores, POST_PATHS: '/,/api/v1/users' }).postPaths).toEqual([
			'/',
			'/api/v1/users',
		]);
	});

	it('names every bad key at once and shows no secret', () => {
		const read = () =>
			readConfig({
				SPLIT_WEIGHTS: 'blue=0,green=0',
				ENTRY_PORT: 'x',
				CANARIO_TOKEN: 'secret',
				POST_PATHS: 'no',
			});
		expect(read).toThrow(ConfigError);
		for (const key of [
			'SPLIT_WEIGHTS',
			'ENTRY_PORT',
			'CANARIO_TOKEN',
			'POST_PATHS',
			'MONGODB_URL',
			'REDIS_URL',
		]) {
			expect(read).toThrow(key);
		}
		expect(read).not.toThrow(/secret/);
	});

	it.each([
		['an issuer without an audience', { OIDC_ISSUER: 'https://idp.example' }, 'need each other'],
		['an audience without an issuer', { OIDC_AUDIENCE: 'canario' }, 'need each other'],
		['an issuer that anybody on the way can play', { OIDC_ISSUER: 'http://idp.example' }, 'https'],
		['signatures by a shared secret', { OIDC_ALGORITHMS: 'RS256,HS256' }, 'OIDC_ALGORITHMS'],
		['no signatures', { OIDC_ALGORITHMS: 'none' }, 'OIDC_ALGORITHMS'],
	])('refuses %s', (_, env, message) => {
		expect(() => readConfig({ ...stores, ...env })).toThrow(message);
	});

	it('knows an identity provider by its issuer, exactly as it is written', () => {
		const oidc = { OIDC_ISSUER: 'https://idp.example/', OIDC_AUDIENCE: 'canario' };
		expect(readConfig({ ...stores, ...oidc }).access.oidc).toMatchObject({
			...{ issuer: 'https://idp.example/', audience: 'canario', roleClaim: 'role' },
			algorithms: ['RS256', 'ES256'],
		});
		expect(readConfig(stores).access).toMatchObject({ oidc: undefined, refreshMs: 500 });
	});

	it('wants an apex for mesh mode', () => {
		expect(() => readConfig({ ...stores, SPLIT_MODE: 'mesh' })).toThrow(/APEX_URL/);
		const mesh = { ...stores, SPLIT_MODE: 'mesh', APEX_URL: 'http://apex:3050' };
		expect(readConfig(mesh).mesh).toEqual({
			...{ apexUrl: 'http://apex:3050', batch: 1, proxyUrl: 'http://127.0.0.1:4191', object: undefined },
			...{ weights: { blue: 50, green: 50 }, weightsGiven: false, waitMs: 1_500 },
		});
		const told = { MESH_SPLIT: 'httproute/front', MESH_PROXY_URL: 'off', SPLIT_WEIGHTS: 'blue=9,green=1' };
		expect(readConfig({ ...mesh, ...told }).mesh).toMatchObject({
			...{ proxyUrl: undefined, weights: { blue: 9, green: 1 }, weightsGiven: true },
			object: { address: 'httproute/front', namespace: undefined, kubeconfig: undefined },
		});
		for (const wrong of ['front', 'split/front', 'httproute/', 'httproute/a/b']) {
			expect(() => readConfig({ ...mesh, MESH_SPLIT: wrong })).toThrow(/MESH_SPLIT/);
		}
	});
});
