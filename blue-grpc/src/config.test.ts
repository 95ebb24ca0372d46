import { describeEnvironmentTable } from '@canario/service-kit/contract/environment-table.contract';
import { ConfigError } from '@canario/service-kit/env';
import { describe, expect, it } from 'vitest';
import { readConfig, shape } from './config.ts';

const STORES = { MONGODB_URL: 'mongodb://a,b/db?replicaSet=rs', REDIS_URL: 'redis://localhost' };

describeEnvironmentTable(new URL('../README.md', import.meta.url), shape);

describe('the environment of blue-grpc', () => {
	it('needs the stores of whoever records, and none for the client alone', () => {
		expect(() => readConfig({})).toThrow(/MONGODB_URL.*\n.*REDIS_URL/);
		expect(() => readConfig({ BLUE_ROLE: 'server' })).toThrow(/MONGODB_URL/);
		expect(readConfig({ BLUE_ROLE: 'client' })).toMatchObject({ recorder: undefined, live: undefined });
		expect(readConfig({ ...STORES, BLUE_ROLE: 'server' }).front).toBeUndefined();
		expect(readConfig(STORES)).toMatchObject({ front: { grpcPort: 50_051 }, recorder: { port: 50_051 } });
	});

	it('lets a front alone hear of faults on purpose where it is told of the live store', () => {
		const { live } = readConfig({ BLUE_ROLE: 'client', REDIS_URL: 'redis://localhost' });
		expect(live).toEqual({ url: 'redis://localhost', timeoutMs: 1_000 });
	});

	it('listens for gRPC where it listens for HTTP, unless it is told otherwise', () => {
		expect(readConfig({ ...STORES, HOST: '10.0.0.1' }).recorder?.host).toBe('10.0.0.1');
		expect(readConfig({ ...STORES, HOST: '10.0.0.1', BLUE_GRPC_HOST: '::1' }).recorder?.host).toBe('::1');
	});

	it('is refused when the gRPC deadline leaves the record store no time to answer', () => {
		const tooLong = { ...STORES, RECORDS_TIMEOUT_MS: '2000' };
		expect(() => readConfig(tooLong)).toThrow(ConfigError);
		expect(() => readConfig({ ...tooLong, BLUE_GRPC_DEADLINE_MS: '2001' })).not.toThrow();
	});

	it('is refused for a role that there is not', () => {
		expect(() => readConfig({ ...STORES, BLUE_ROLE: 'sender' })).toThrow(/BLUE_ROLE/);
	});
});
