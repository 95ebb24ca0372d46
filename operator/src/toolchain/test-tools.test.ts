import { describe, expect, it } from 'vitest';
import { TEST_TOOLS, testToolVariables } from './test-tools.ts';

const nothing = { PATH: '/nowhere', XDG_CACHE_HOME: '/nowhere' };

describe('testToolVariables', () => {
	it('gives every tool that is missing its reason', () => {
		expect(testToolVariables(nothing)).toEqual({
			CANARIO_MISSING_REDIS: 'redis-server is not on the PATH',
			CANARIO_MISSING_MONGODB: expect.stringMatching(/^SecantusDB .* is not installed$/),
			CANARIO_MISSING_LOCUST: expect.stringMatching(/^locust .* is not installed$/),
			CANARIO_MISSING_CHROMIUM: 'none of chromium, chromium-browser, google-chrome is on the PATH',
			CANARIO_MISSING_API_SERVER: expect.stringMatching(/^the API server of Kubernetes .* is not built$/),
			CANARIO_MISSING_KUSTOMIZE: expect.stringMatching(/^kustomize 5\.\d+\.\d+ is not built$/),
			CANARIO_MISSING_HELM: expect.stringMatching(/^helm 4\.\d+\.\d+ is not built$/),
		});
	});

	it('keeps a path that is given, and a better reason', () => {
		const given = { ...nothing, CANARIO_REDIS_SERVER: '/opt/valkey', CANARIO_MISSING_LOCUST: 'pip failed' };
		expect(testToolVariables(given)).toMatchObject({
			CANARIO_REDIS_SERVER: '/opt/valkey',
			CANARIO_MISSING_LOCUST: 'pip failed',
		});
	});

	it('tells of each tool either its path or a reason', () => {
		const variables = testToolVariables(process.env);
		for (const { pathVariable, missingVariable } of TEST_TOOLS) {
			expect([variables[pathVariable], variables[missingVariable]].filter(Boolean)).toHaveLength(1);
		}
	});
});
