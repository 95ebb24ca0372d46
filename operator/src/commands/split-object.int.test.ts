import { adminIn, noClusterIn } from '@canario/split-targets/testing/cluster-for-tests';
import { route, trafficSplit } from '@canario/split-targets/testing/split-manifests';
import { makeNamespace, type TestNamespace } from '@canario/split-targets/testing/test-namespace';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { splitCommand } from './split.ts';
import { throwing } from './testing/throwing.ts';

const missing = noClusterIn(process.env);
const HALVES = { blue: 50, green: 50 };
const NAMELESS = {
	backends: [
		{ service: 'web-v1', weight: 50 },
		{ service: 'web-v2', weight: 50 },
	],
	service: 'web',
};

describe.skipIf(missing)(`./canario split of objects ${missing ?? ''}`, () => {
	let namespace: TestNamespace;
	let made = 0;
	let printed: string[];
	beforeAll(async () => {
		namespace = await makeNamespace(adminIn(process.env));
	});
	afterAll(() => namespace.close());
	beforeEach(() => {
		vi.stubEnv('KUBECONFIG', process.env.TEST_KUBECONFIG ?? '');
		printed = [];
		vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
	});
	afterEach(() => {
		vi.unstubAllEnvs();
		vi.restoreAllMocks();
		process.exitCode = undefined;
	});

	/** Runs a command of `./canario split`; gives what it printed. */
	const split = async (...args: string[]): Promise<string> => {
		printed.length = 0;
		await throwing(splitCommand()).parseAsync(args, { from: 'user' });
		return printed.join('\n');
	};
	/** How a new object of a kind is named in commands. */
	const own = async (kind: 'trafficsplit' | 'httproute', spec?: object): Promise<string[]> => {
		const name = `front-${made++}`;
		const manifest = kind === 'httproute' ? route(name, HALVES) : trafficSplit(name, HALVES);
		await namespace.create({ ...manifest, ...(spec && { spec }) });
		return ['--target', `${kind}/${name}`, '--namespace', namespace.name];
	};
	const why = ['--reason', 'a test', '--by', 'ana'];

	it.each(['trafficsplit', 'httproute'] as const)('gets and sets a %s, by its version', async (kind) => {
		const at = await own(kind);
		const before = JSON.parse(await split('get', ...at, '--json'));
		expect(before).toMatchObject({ weights: HALVES, version: expect.stringMatching(/^1-[0-9a-f]{8}$/) });
		const ours = ['set', 'blue=90', 'green=10', ...why, '--if-version', before.version, ...at];
		expect(await split(...ours)).toMatch(
			/^blue {3}weight 90 .*\n.*\nversion 2-\S+ since \S+Z by ana: a test$/,
		);
		expect(await split('get', ...at)).toMatch(/version 2-\S+ since \S+Z by ana: a test$/);
		await expect(split(...ours)).rejects.toThrow(/another version than 1-.*blue=90 green=10.*by ana: a test/);
	});

	it('takes the Services of the lanes by their names', async () => {
		const at = await own('trafficsplit', NAMELESS);
		await expect(split('get', ...at)).rejects.toThrow(
			/no backend for blue.*web-v1, web-v2.*--lanes blue=NAME/,
		);
		const lanes = ['--lanes', 'blue=web-v1,green=web-v2'];
		expect(await split('set', 'blue=1', 'green=3', ...why, ...at, ...lanes)).toContain('(75.0 %)');
	});

	it('goes in steps', async () => {
		const at = await own('httproute');
		const text = await split('ramp', '--to', 'green=100', '--step', '30', '--every', '10ms', ...why, ...at);
		expect(text).toMatch(/1\/2 {2}blue=20 green=80 {2}version 2-\S+\n2\/2 {2}blue=0 green=100 {2}version 3-/);
		expect(await split('get', ...at)).toContain('a test (step 2 of 2 to green 100 %)');
	});

	it('says of each command that needs a history why an object has none', async () => {
		const at = await own('httproute');
		await expect(split('undo', '--reason', 'errors', ...at)).rejects.toThrow(
			/keeps its last change alone: .*split set/,
		);
		await expect(split('confirm', ...at)).rejects.toThrow(/never go back by themselves/);
		await expect(split('history', ...at)).rejects.toThrow(/in your manifests, or in the audit log/);
		const dead = split('set', 'blue=1', 'green=1', ...why, '--revert-after', '10m', ...at);
		await expect(dead).rejects.toThrow(/do not go back by themselves/);
	});

	it('tells what is about objects from what is about a platform', async () => {
		await expect(split('get', '--namespace', 'shop')).rejects.toThrow(/--namespace is about an object/);
		await expect(split('get', '--target', 'ingress/front')).rejects.toThrow(/no target: expected the URL/);
		const other = ['--target', 'http://127.0.0.1:1', '--if-version', '3-01234567'];
		vi.stubEnv('CANARIO_TOKEN', 'a-token');
		await expect(split('set', 'blue=1', 'green=1', ...why, ...other)).rejects.toThrow(/whole numbers; 3-0/);
	});
});
