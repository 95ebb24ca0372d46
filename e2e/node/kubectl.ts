import { type Ended, outputOf, runProgram } from './program.ts';

/** Where everything of these tests lives, as overlays/ci has it. */
export const NAMESPACE = 'canario-ci';

type Options = Parameters<typeof runProgram>[2];

const inNamespace = (words: string | readonly string[]) => [
	...['--namespace', NAMESPACE],
	...(typeof words === 'string' ? words.split(' ') : words),
];

/** Runs kubectl in that namespace, as KUBECONFIG and its current context say; gives what it prints, or throws. */
export const kubectl = (words: string | readonly string[], options?: Options): Promise<string> =>
	outputOf('kubectl', inNamespace(words), options);

/** The same, however it ends. */
export const tryKubectl = (words: string | readonly string[], options?: Options): Promise<Ended> =>
	runProgram('kubectl', inNamespace(words), options);

/** Makes objects, or changes them. */
export const apply = (objects: readonly object[]): Promise<string> =>
	kubectl('apply --server-side --force-conflicts -f -', {
		input: objects.map((one) => JSON.stringify(one)).join('\n---\n'),
	});

/** Waits until every pod of these workloads (`deployment/web`) is ready, and those of before are gone. */
export async function rolledOut(...workloads: readonly string[]): Promise<void> {
	await Promise.all(
		workloads.map((one) => kubectl(`rollout status ${one} --timeout=180s`, { timeoutMs: 200_000 })),
	);
}

/** Names of the pods of a workload that run. */
export async function podsOf(name: string): Promise<string[]> {
	const selector = `app.kubernetes.io/name=${name}`;
	const listed = await kubectl(
		`get pods --selector ${selector} --field-selector status.phase=Running -o name`,
	);
	return listed.split('\n').filter(Boolean);
}
