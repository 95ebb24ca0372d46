import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

const NEEDED = {
	...{ MONGODB_URL: 'mongodb://a/db', REDIS_URL: 'redis://a' },
	CANARIO_TOKEN: 'a-token-for-the-test',
};

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

describe('the environment of the canary controller', () => {
	it('lets hooks call this machine alone, unless it is told otherwise', () => {
		expect(readConfig(NEEDED).hooks.hosts).toEqual(['localhost', '127.0.0.1', '[::1]']);
		const told = readConfig({ ...NEEDED, WEBHOOK_HOSTS: 'hooks.example, *.internal:8080' });
		expect(told.hooks.hosts).toEqual(['hooks.example', '*.internal:8080']);
	});

	it('needs a token for an entry, and none for an object in a cluster', () => {
		const { CANARIO_TOKEN: _, ...rest } = NEEDED;
		expect(() => readConfig(rest)).toThrow(/CANARIO_TOKEN/);
		expect(readConfig({ ...rest, SPLIT_TARGET: 'httproute/apex' }).split.target).toBe('httproute/apex');
	});

	it.each([
		['SPLIT_TARGET', 'deployment/apex'],
		['WEBHOOK_HOSTS', 'http://a.example/'],
		['WEBHOOK_SECRET', 'secret'],
		['CANARIO_TOKEN', 'short'],
	])('refuses a %s that is none', (key, value) => {
		expect(() => readConfig({ ...NEEDED, [key]: value })).toThrow(ConfigError);
	});
});
