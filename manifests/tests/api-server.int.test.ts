import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from './objects.ts';
import { findKustomize, kustomized, missingOf } from './render.ts';
import { trialIn } from './try-object.ts';

const { TEST_KUBECONFIG: kubeconfig, CANARIO_MISSING_API_SERVER: noServer = 'TEST_KUBECONFIG is not set' } =
	process.env;
const kustomize = findKustomize(process.env);
const missing = (kubeconfig ? undefined : noServer) ?? missingOf(kustomize);
const FOLDERS = filesOf('{overlays,tests,splits/*}/*/kustomization.yaml').map((path) =>
	path.replace(/\/[^/]+$/, ''),
);

/** What a cluster may have installed or not; where it is there, it is tried too. */
const INSTALLED =
	/^(policy\.linkerd\.io|keda\.sh|networking\.gke\.io)\/|^gateway\.networking\.k8s\.io\/v1 Gateway$/;

describe.skipIf(missing)(`an API server ${missing ?? ''}`, () => {
	const trial = kubeconfig
		? trialIn(kubeconfig, `canario-manifests-${randomBytes(4).toString('hex')}`)
		: undefined;
	// what lives in a namespace can be tried only where that is there
	beforeAll(async () => void (await trial?.namespace('POST')));
	afterAll(async () => void (await trial?.namespace('DELETE')));

	it.each(FOLDERS)('takes %s', { timeout: 120_000 }, async (folder) => {
		const objects = kustomized(kustomize, folder);
		const refusals = await Promise.all(objects.map(async (object) => trial?.refusalOf(object)));
		expect(refusals.filter((refusal) => refusal !== undefined)).toStrictEqual([]);
		expect([...(trial?.unknown ?? [])].filter((kind) => !INSTALLED.test(kind))).toStrictEqual([]);
	});

	it('refuses a field that there is not', async () => {
		const [object] = kustomized(kustomize, 'overlays/local').filter(({ kind }) => kind === 'Deployment');
		if (!object) throw new Error('there is no Deployment');
		const wrong = { ...object, spec: { ...object.spec, replica: 2 } };
		expect(await trial?.refusalOf(wrong)).toMatch(/replica/);
	});
});
