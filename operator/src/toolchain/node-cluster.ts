import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findOnPath } from './on-path.ts';
import { lastLine, runCommand } from './run-command.ts';
import type { MissingTool } from './tool.ts';

/** Where the tests on a node live. */
const NAMESPACE = 'canario-ci';
const WAY_OUT =
	'set KUBECONFIG to a cluster of yours, or make one with manifests/cluster/kind-up.sh (e2e/README.md)';

/** What keeps the tests on a node from being run in the cluster of the kubeconfig; undefined where nothing does. */
export async function nodeClusterFault(env: NodeJS.ProcessEnv): Promise<MissingTool | undefined> {
	const kubectl = findOnPath('kubectl', env);
	if (kubectl === undefined) {
		return { missing: 'kubectl is not on the PATH', wayOut: 'https://kubernetes.io/docs/tasks/tools has it' };
	}
	const ask = (words: string) => runCommand(kubectl, [...words.split(' '), '--request-timeout=10s'], { env });
	const context = await ask('config current-context');
	if (context.status !== 0) {
		return { missing: 'no cluster is known: kubectl has no current context', wayOut: WAY_OUT };
	}
	const nodes = await ask('get nodes --output name');
	if (nodes.status !== 0) {
		const missing = `the cluster of the context ${context.output.trim()} does not answer: ${lastLine(nodes.output)}`;
		return { missing, wayOut: WAY_OUT };
	}
	if (nodes.output.trim() === '') return { missing: 'the cluster has no node', wayOut: WAY_OUT };
	const there = await ask(`get namespace ${NAMESPACE} --ignore-not-found --output name`);
	if (there.output.trim() === '') return undefined;
	return {
		missing: `the namespace ${NAMESPACE} is there already, of a run that was broken off or of somebody else`,
		wayOut: `kubectl delete namespace ${NAMESPACE}, where nobody needs it`,
	};
}

/** Makes the images and gives them to the nodes, unless the environment says that they are there; tells on standard error. */
export async function ensureNodeImages(
	root: string,
	env: NodeJS.ProcessEnv,
): Promise<MissingTool | undefined> {
	if (env.CANARIO_IMAGES_LOADED === '1') return undefined;
	const making = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', 'images/on-node/main.ts'],
		{
			...{ cwd: root, env },
			stdio: ['ignore', 2, 2],
		},
	);
	const [status] = (await once(making, 'exit')) as [number | null];
	if (status === 0) return undefined;
	return {
		missing: 'the images could not be made, or not be given to the nodes',
		wayOut: 'see above; e2e/README.md says what CANARIO_IMAGE_BUILD and CANARIO_IMAGE_LOAD are',
	};
}
