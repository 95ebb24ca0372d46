import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { generatorObjects } from './generator.ts';
import { endKeepers, startKeepers } from './keeper.ts';
import { apply, kubectl, NAMESPACE, rolledOut, tryKubectl } from './kubectl.ts';
import { openNodes, uncordon } from './nodes.ts';
import { makesVolumes, provideVolumes, removeVolumes } from './volumes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OVERLAY = resolve(ROOT, 'manifests/overlays/ci');
const WORKLOADS = 'deployment,statefulset --selector app.kubernetes.io/part-of=canario -o name';

/**
 * Brings up the platform of overlays/ci in the cluster of the kubeconfig, and a pod that sends. The operator has looked at
 * the cluster before, and given it the images.
 *
 * @returns what removes all of it but the images.
 * @throws where not every pod becomes ready.
 */
export async function setup(): Promise<() => Promise<void>> {
	const undo: (() => Promise<unknown>)[] = [];
	const end = async () => {
		const ends: PromiseSettledResult<unknown>[] = [];
		// one after the other, and each whatever became of the one before
		for (const one of undo.splice(0).reverse()) ends.push(...(await Promise.allSettled([one()])));
		for (const one of ends) if (one.status === 'rejected') throw one.reason;
		tell('nothing is left but the images');
	};
	try {
		await bringUp(undo);
		return end;
	} catch (error) {
		tell(await state());
		await end();
		throw error;
	}
}

/** Brings everything up; what takes it away again is noted first, so that half of it goes as well. */
async function bringUp(undo: (() => Promise<unknown>)[]): Promise<void> {
	const open = await openNodes();
	undo.push(() => uncordon(open));
	undo.push(removeKind);
	await provideKind();
	undo.push(endKeepers);
	const node = await startKeepers();
	if (!(await makesVolumes())) {
		undo.push(() => removeVolumes(node));
		await provideVolumes(node);
	}
	undo.push(() => kubectl(`delete namespace ${NAMESPACE} --timeout=180s`, { timeoutMs: 200_000 }));
	await deploy();
}

const KIND = 'customresourcedefinition/trafficsplits.split.smi-spec.io';
const MADE_HERE = 'canario.dev/made-by=canario-ci';

/** Makes the kind TrafficSplit known where it is not, without linkerd-smi. */
async function provideKind(): Promise<void> {
	if ((await tryKubectl(`get ${KIND}`)).status === 0) return;
	await kubectl(['create', '-f', resolve(ROOT, 'operator/src/toolchain/kubernetes/traffic-split-crd.yaml')]);
	await kubectl(`label ${KIND} ${MADE_HERE}`);
	await kubectl(`wait --for=condition=Established ${KIND}`);
}

/** Takes it away where it was made here, by this run or one that was broken off. */
const removeKind = () => kubectl(`delete customresourcedefinition --selector ${MADE_HERE} --timeout=60s`);

/** The split before its clients, as manifests/cluster/deploy.sh has it. */
async function deploy(): Promise<void> {
	const input = await kubectl(['kustomize', OVERLAY]);
	const isNamespace = (text: string) => /^kind: Namespace$/m.test(text);
	await kubectl('apply --server-side -f -', { input: input.split('\n---\n').find(isNamespace) ?? '' });
	const token = randomBytes(24).toString('hex');
	await kubectl(`create secret generic canario-token --from-literal=CANARIO_TOKEN=${token}`);
	await kubectl('apply --server-side --selector app.kubernetes.io/component=split -f -', { input });
	await kubectl('apply --server-side --selector app.kubernetes.io/component!=split -f -', { input });
	await rolledOut(...(await kubectl(`get ${WORKLOADS}`)).trim().split('\n'));
	tell('every pod is ready');
	await apply(generatorObjects);
	await kubectl('wait --for=condition=Ready pod/generator --timeout=60s');
}

/** What kept it from coming up, as far as the cluster knows. */
async function state(): Promise<string> {
	const [pods, events] = await Promise.all([
		tryKubectl('get pods -o wide'),
		tryKubectl('get events --field-selector type=Warning'),
	]);
	return `${pods.stdout}\n${events.stdout}`;
}

const tell = (line: string) => void process.stderr.write(`node: ${line}\n`);
