import { defineConfig } from 'vitest/config';
import { testToolVariables } from './operator/src/toolchain/test-tools.ts';

// The tests learn from these where redis-server, SecantusDB and Locust are, or why they are missing.
Object.assign(process.env, testToolVariables(process.env));

const elsewhere = ['**/node_modules/**', '**/.canario*/**'];

/** It uses the cluster of the current kubeconfig, so nobody comes by it who did not ask for it. */
const node = {
	test: {
		name: 'node',
		include: ['e2e/node/**/*.node.test.ts'],
		globalSetup: ['e2e/node/global-setup.ts'],
		fileParallelism: false,
		testTimeout: 300_000,
		hookTimeout: 300_000,
		sequence: { groupOrder: 4 },
	},
};

/** These judge what happens within seconds, under load: nothing else may run beside them. */
const alone = ['*-faults', 'canary', 'operate-canary', 'feed', 'roll-out', 'split'].map(
	(name) => `e2e/test/${name}.e2e.test.ts`,
);
const e2e = { testTimeout: 180_000, hookTimeout: 120_000 };

export default defineConfig({
	test: {
		// As `./canario` runs: what leans on `__proto__` fails here and not in front of users.
		execArgv: ['--disable-proto=delete'],
		// vitest would leave one core to itself, though half of the tests wait
		maxWorkers: '100%',
		projects: [
			{
				test: {
					name: 'unit',
					include: ['**/*.test.ts'],
					exclude: [...elsewhere, '**/*.int.test.ts', 'e2e/{test,node}/**'],
					sequence: { groupOrder: 0 },
				},
			},
			{
				test: {
					name: 'integration',
					include: ['**/*.int.test.ts'],
					exclude: elsewhere,
					globalSetup: ['e2e/src/global-setup.ts'],
					testTimeout: 20_000,
					hookTimeout: 30_000,
					sequence: { groupOrder: 1 },
				},
			},
			{
				test: {
					...e2e,
					name: 'e2e',
					include: ['e2e/test/**/*.e2e.test.ts'],
					exclude: [...elsewhere, ...alone],
					// Each file starts whole platforms with stores of their own.
					maxWorkers: 2,
					sequence: { groupOrder: 2 },
				},
			},
			{
				test: {
					...e2e,
					name: 'e2e-alone',
					include: alone,
					fileParallelism: false,
					sequence: { groupOrder: 3 },
				},
			},
			...(process.env.CANARIO_TEST_NODE ? [node] : []),
		],
	},
});
