import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

describe('the configuration', () => {
	it('needs to know where the live statistics are', () => {
		expect(() => readConfig({})).toThrow(ConfigError);
		expect(readConfig({ REDIS_URL: 'redis://127.0.0.1' }).http.port).toBe(3003);
	});
});
