import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

describe('the configuration', () => {
	it('knows two ways of delivery', () => {
		const env = { REDIS_URL: 'redis://127.0.0.1' };
		expect(readConfig(env).delivery).toBe('stream');
		expect(readConfig({ ...env, GREEN_DELIVERY: 'pubsub' }).delivery).toBe('pubsub');
		expect(() => readConfig({ ...env, GREEN_DELIVERY: 'pigeon' })).toThrow(ConfigError);
	});
});
