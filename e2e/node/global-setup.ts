import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { generatorObjects } from './generator.ts';
import { apply, kubectl, NAMESPACE, rolledOut, tryKubectl } from './kubectl.ts';
import { provideVolumes } from './volumes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OVERLAY = resolve(ROOT, 'manifests/overlays/ci');
const WORKLOADS = 'deployment,statefulset --selector app.kubernetes.io/part-of=canario -o name';

/**
 * Makes the images, brings up the platform of overlays/ci in the cluster of the kubeconfig, and a pod that sends.
 *
 * @returns what removes all of it but the images.
 * @throws where that namespace is there already, or no pod can run.
 */
export async function setup(): Promise<() => Promise<void>> {
	const there = await tryKubectl(`get namespace ${NAMESPACE}`);
	if (there.status === 0) {
		throw new Error(`the namespace ${NAMESPACE} is there already: kubectl delete namespace ${NAMESPACE}`);
	}
	if (process.env.CANARIO_IMAGES_LOADED !== '1') await makeImages();
	const undo: (() => Promise<unknown>)[] = [];
	const end = async () => {
		for (const one of undo.splice(0).reverse()) await one();
		tell('nothing is left but the images');
	};
	try {
		undo.push(await provideKind());
		undo.push(await provideVolumes());
		undo.push(() => kubectl(`delete namespace ${NAMESPACE} --timeout=180s`, { timeoutMs: 200_000 }));
		await deploy();
		return end;
	} catch (error) {
		tell(await state());
		await end();
		throw error;
	}
}

/** Makes the kind TrafficSplit known where it is not, without linkerd-smi; gives what takes it away again. */
async function provideKind(): Promise<() => Promise<unknown>> {
	const { status } = await tryKubectl('get customresourcedefinition trafficsplits.split.smi-spec.io');
	if (status === 0) return async () => {};
	const file = resolve(ROOT, 'operator/src/toolchain/kubernetes/traffic-split-crd.yaml');
	await kubectl(['create', '-f', file]);
	await kubectl('wait --for=condition=Established customresourcedefinition/trafficsplits.split.smi-spec.io');
	return () => kubectl(['delete', '-f', file]);
}

/** Its progress goes to standard error. */
async function makeImages(): Promise<void> {
	const making = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', 'images/on-node/main.ts'],
		{
			cwd: ROOT,
			stdio: ['ignore', 2, 2],
		},
	);
	const [status] = (await once(making, 'exit')) as [number | null];
	if (status !== 0) throw new Error('the images could not be made, see above');
}

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
