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

	it('wants an apex for mesh mode', () => {
		expect(() => readConfig({ ...stores, SPLIT_MODE: 'mesh' })).toThrow(/APEX_URL/);
		expect(readConfig({ ...stores, SPLIT_MODE: 'mesh', APEX_URL: 'http://apex:3050' }).mesh).toEqual({
			apexUrl: 'http://apex:3050',
			batch: 1,
		});
	});
});
