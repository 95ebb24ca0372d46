import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

describe('the configuration', () => {
	it('needs nothing', () => {
		expect(readConfig({})).toMatchObject({ http: { port: 3000 }, feedUrl: 'http://*:3003' });
		expect(readConfig({}).root).toMatch(/web\/dist$/);
	});

	it('offers no operating, and nobody to sign in with, unless told', () => {
		expect(readConfig({ OIDC_ISSUER: 'https://id.example/' })).toMatchObject({
			operate: undefined,
			oidc: undefined,
		});
		expect(() => readConfig({ OIDC_CLIENT_ID: 'page' })).toThrow(/OIDC_CLIENT_ID needs OIDC_ISSUER/);
		expect(() => readConfig({ OIDC_ISSUER: 'http://id.example' })).toThrow(ConfigError);
	});

	it('takes origins for the endpoints of the identity provider, and nothing more than origins', () => {
		const read = (text: string) => readConfig({ OIDC_CONNECT_ORIGINS: text }).oidcConnectOrigins;
		expect(readConfig({}).oidcConnectOrigins).toEqual([]);
		expect(read('https://oauth2.example, http://127.0.0.1:9')).toEqual([
			'https://oauth2.example',
			'http://127.0.0.1:9',
		]);
		for (const bad of [
			'https://a.example/',
			'https://a.example; script-src *',
			'*',
			'http://a.example',
			'x,',
		]) {
			expect(() => read(bad)).toThrow(/OIDC_CONNECT_ORIGINS/);
		}
	});

	it('refuses a feed that is no http address', () => {
		expect(() => readConfig({ FEED_URL: 'ws://feed' })).toThrow(ConfigError);
	});
});
