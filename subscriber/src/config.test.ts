import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

describe('the configuration', () => {
	it('refuses times by which a delivery would be taken over while it is being stored', () => {
		const env = { MONGODB_URL: 'sqlite:/tmp/x', REDIS_URL: 'redis://127.0.0.1', MIN_IDLE_MS: '2500' };
		expect(() => readConfig(env)).toThrow(ConfigError);
		expect(readConfig({ ...env, MIN_IDLE_MS: '2501' }).reading.minIdleMs).toBe(2501);
	});
});
