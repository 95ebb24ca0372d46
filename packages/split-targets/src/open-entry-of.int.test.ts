import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	CoreV1Api,
	type KubernetesObject,
	loadYaml,
	type V1PolicyRule,
	type V1Role,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEntryOf } from './open-entry-of.ts';
import { adminIn, configWith, noClusterIn } from './testing/cluster-for-tests.ts';
import { makeNamespace, type TestNamespace } from './testing/test-namespace.ts';

const missing = noClusterIn(process.env);

const ROLE = '../../../manifests/components/operators/canary-operator-role.yaml';
/** The role that operators are given. */
const { rules = [] } = loadYaml<V1Role>(readFileSync(new URL(ROLE, import.meta.url), 'utf8'));
const [LIST, FORWARD, TOKEN] = rules as [V1PolicyRule, V1PolicyRule, V1PolicyRule];
const POD = {
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: { name: 'entry', labels: { 'app.kubernetes.io/name': 'dummy-splitter' } },
	spec: {
		// without a node nobody runs it, nor forwards its port
		schedulerName: 'nobody',
		containers: [
			{
				name: 'dummy-splitter',
				image: 'canario/dummy-splitter',
				ports: [{ name: 'admin', containerPort: 3060 }],
				env: [
					{
						name: 'CANARIO_TOKEN',
						valueFrom: { secretKeyRef: { name: 'canario-token', key: 'CANARIO_TOKEN' } },
					},
				],
			},
		],
	},
};
const SECRET = {
	...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'canario-token' } },
	stringData: { CANARIO_TOKEN: 'a-token-of-16-or-more' },
} as KubernetesObject;

describe.skipIf(missing)(`an entry behind an API server ${missing ?? ''}`, () => {
	let namespace: TestNamespace;
	let folder: string;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'canario-entry-of-'));
		namespace = await makeNamespace(adminIn(process.env));
		// where controllers run there is one already
		const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
		await namespace.create(account).catch(() => {});
		await namespace.create(SECRET);
		await namespace.create(POD);
		await adminIn(process.env)
			.makeApiClient(CoreV1Api)
			.patchNamespacedPodStatus({
				...{ name: 'entry', namespace: namespace.name },
				body: [{ op: 'add', path: '/status/conditions', value: [{ type: 'Ready', status: 'True' }] }],
			});
	});
	afterAll(async () => {
		await namespace.close();
		rmSync(folder, { recursive: true });
	});

	/** Asks as an account that may do what `rules` say. */
	const asked = async (name: string, ...rules: V1PolicyRule[]) => {
		const kubeconfig = join(folder, name);
		const token = await namespace.account(name, ...rules);
		writeFileSync(kubeconfig, configWith(adminIn(process.env), { token }).exportConfig());
		const options = { kubeconfig, namespace: namespace.name };
		const { call, close } = await openEntryOf('httproute/lanes', options, {});
		return await call('GET', '/canary').finally(() => void close());
	};

	it('is let through to its node by the role of operators', async () => {
		await expect(asked('operator', ...rules)).rejects.toMatchObject({
			code: 'unavailable',
			message: expect.stringMatching(/forwards no port to the pod \S+\/entry: .*response: [45]\d\d/),
		});
	});

	it.each([
		[
			'reader',
			[LIST, TOKEN],
			'forbidden',
			/no right to forward a port to the pod \S+\/entry: .*get and create/,
		],
		['half', [LIST, TOKEN, { ...FORWARD, verbs: ['get'] }], 'forbidden', /no right to forward a port/],
		['stranger', [FORWARD, TOKEN], 'forbidden', /may not be listed: operators need list on pods/],
		['tokenless', [LIST, FORWARD], 'unauthorized', /may not get the Secret \S+\/canario-token/],
	])('says what an account lacks: %s', async (name, rules, code, message) => {
		await expect(asked(name, ...rules)).rejects.toMatchObject({
			code,
			message: expect.stringMatching(message),
		});
	});
});
