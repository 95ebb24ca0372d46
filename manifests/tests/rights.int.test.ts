import { randomBytes } from 'node:crypto';
import { AuthorizationV1Api, KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from './objects.ts';
import { findKustomize, kustomized, missingOf } from './render.ts';

const { TEST_KUBECONFIG: kubeconfig, CANARIO_MISSING_API_SERVER: noServer = 'TEST_KUBECONFIG is not set' } =
	process.env;
const kustomize = findKustomize(process.env);
const missing = (kubeconfig ? undefined : noServer) ?? missingOf(kustomize);
const RBAC = 'rbac.authorization.k8s.io';

/** `VERB RESOURCE[/SUBRESOURCE].GROUP/NAME`, as `kubectl auth can-i` has it. */
const wishOf = (words: string) => {
	const [, verb = '', resource = '', subresource, group = '', name = ''] =
		/^(\w+) (\w+)(?:\/(\w+))?(?:\.([\w.-]+?))?(?::(\S+))?$/.exec(words) ?? [];
	return { verb, resource, group, name, ...(subresource && { subresource }) };
};

const SPLIT = {
	'overlays/demo': 'httproutes.gateway.networking.k8s.io',
	'overlays/demo-smi': 'trafficsplits.split.smi-spec.io',
};
const LEASES = 'leases.coordination.k8s.io';

describe.skipIf(missing).each(Object.entries(SPLIT))(`rights in %s ${missing ?? ''}`, (folder, split) => {
	const config = new KubeConfig();
	const namespace = `canario-rights-${randomBytes(4).toString('hex')}`;
	const OPERATORS = { ana: 'canary-operator', bea: 'split-operator' };
	let objects: readonly KubeObject[];

	/** A right that somebody gives an operator, as docs/canary.md has it. */
	const bindingOf = ([user, role]: [string, string]): KubeObject =>
		({
			apiVersion: `${RBAC}/v1`,
			kind: 'RoleBinding',
			metadata: { name: `${role}-${user}` },
			roleRef: { apiGroup: RBAC, kind: 'Role', name: role },
			subjects: [{ apiGroup: RBAC, kind: 'User', name: user }],
		}) as unknown as KubeObject;

	const placed = (object: KubeObject) => {
		const { subjects } = object as { subjects?: readonly object[] };
		return {
			...object,
			metadata: { ...object.metadata, namespace },
			...(subjects && { subjects: subjects.map((one) => ({ ...one, namespace })) }),
		};
	};

	beforeAll(async () => {
		config.loadFromFile(kubeconfig ?? '');
		const api = KubernetesObjectApi.makeApiClient(config);
		await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
		const rights = kustomized(kustomize, folder).filter(({ kind }) => /^(Role|RoleBinding)$/.test(kind));
		objects = [...rights, ...Object.entries(OPERATORS).map(bindingOf)];
		for (const object of objects) await api.create(placed(object));
	});
	afterAll(async () => {
		const api = KubernetesObjectApi.makeApiClient(config);
		for (const object of objects) await api.delete(placed(object));
		await api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
	});

	const canI = async (who: string, words: string): Promise<boolean> => {
		const user = who in OPERATORS ? who : `system:serviceaccount:${namespace}:${who}`;
		const resourceAttributes = { namespace, ...wishOf(words) };
		const { status } = await config.makeApiClient(AuthorizationV1Api).createSubjectAccessReview({
			body: { spec: { user, resourceAttributes } },
		});
		return status?.allowed === true;
	};

	it.each([
		['canary-controller', `get ${split}:lanes`],
		['canary-controller', `patch ${split}:lanes`],
		['canary-controller', `watch ${split}:lanes`],
		['canary-controller', `get ${LEASES}:canary-controller`],
		['canary-controller', `patch ${LEASES}:canary-controller`],
		['dummy-splitter', `get ${split}:lanes`],
		['dummy-splitter', `watch ${split}:lanes`],
		['ana', 'list pods'],
		['ana', 'get pods/portforward:dummy-splitter-1'],
		['ana', 'create pods/portforward:dummy-splitter-1'],
		['ana', 'get secrets:canario-token'],
		['bea', `patch ${split}:lanes`],
		['bea', `watch ${split}:lanes`],
	])('%s may %s', async (who, words) => {
		expect(await canI(who, words)).toBe(true);
	});

	it.each([
		['canary-controller', `patch ${split}:others`],
		['canary-controller', `delete ${split}:lanes`],
		['canary-controller', `create ${LEASES}`],
		['canary-controller', `delete ${LEASES}:canary-controller`],
		['canary-controller', `patch ${LEASES}:others`],
		['canary-controller', 'get secrets:canario-token'],
		['dummy-splitter', `patch ${split}:lanes`],
		['dummy-splitter', `get ${LEASES}:canary-controller`],
		['ana', `patch ${split}:lanes`],
		['ana', 'get secrets:canario-stores'],
		['ana', 'create pods/exec:dummy-splitter-1'],
		['ana', `patch ${LEASES}:canary-controller`],
		['bea', `patch ${LEASES}:canary-controller`],
		['bea', 'create pods/portforward:dummy-splitter-1'],
		...['blue-grpc', 'green-redis', 'subscriber', 'realtime-ws', 'web', 'mongo', 'redis', 'default'].flatMap(
			(account) =>
				[`get ${split}:lanes`, 'list pods', 'get secrets:canario-token'].map((words) => [account, words]),
		),
	] as [string, string][])('%s may not %s', async (who, words) => {
		expect(await canI(who, words)).toBe(false);
	});
});
