import { kubectl, NAMESPACE } from './kubectl.ts';

/** A pod on each node that may do what pods of the platform may not: prepare folders, and kill processes of other pods. */
const NAME = 'canario-ci-keeper';
const inKeepers = `--namespace ${NAME}`;
/** Folders of a node, below which a test may have its own. */
const FOLDERS = '/var/tmp';

/** Starts it, in a namespace of its own; gives the name of a node on which it runs. */
export async function startKeepers(): Promise<string> {
	const input = [namespace, daemonSet].map((one) => JSON.stringify(one)).join('\n---\n');
	await kubectl('--namespace= apply --server-side -f -', { input });
	await kubectl(`${inKeepers} rollout status daemonset/${NAME} --timeout=60s`);
	const [first] = await keepers();
	if (first) return first.node;
	throw new Error('the cluster has no node');
}

/** Takes it away, also where it was started half. */
export const endKeepers = () =>
	kubectl(`delete namespace ${NAME} --ignore-not-found --timeout=60s`, { timeoutMs: 90_000 });

/** Runs a line of a shell as root on a node. */
export async function onNode(node: string, line: string): Promise<string> {
	const keeper = (await keepers()).find((one) => one.node === node);
	if (!keeper) throw new Error(`no keeper runs on ${node}`);
	return kubectl([...inKeepers.split(' '), 'exec', keeper.name, '--', 'sh', '-c', line]);
}

/** Kills every process of a pod at once, as a crash would: nothing is told of it before. */
export async function killPod(pod: string): Promise<void> {
	const { metadata, spec } = JSON.parse(await kubectl(`get ${pod} -o json`)) as {
		metadata: { uid: string };
		spec: { nodeName: string };
	};
	// as the two drivers of control groups write it
	const group = `${metadata.uid}|${metadata.uid.replaceAll('-', '_')}`;
	const line = `for one in /proc/[0-9]*; do
		grep -qE '${group}' $one/cgroup 2>/dev/null && [ "$(cat $one/comm)" != pause ] && kill -9 "\${one#/proc/}" && echo killed
	done; true`;
	const said = await onNode(spec.nodeName, line);
	if (!said.includes('killed')) throw new Error(`${pod} of ${NAMESPACE} has no process on ${spec.nodeName}`);
}

async function keepers(): Promise<{ name: string; node: string }[]> {
	const { items } = JSON.parse(await kubectl(`${inKeepers} get pods -o json`)) as {
		items: { metadata: { name: string }; spec: { nodeName: string } }[];
	};
	return items.map(({ metadata, spec }) => ({ name: metadata.name, node: spec.nodeName }));
}

const namespace = {
	apiVersion: 'v1',
	kind: 'Namespace',
	metadata: { name: NAME, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
};

const labels = { 'app.kubernetes.io/name': NAME };
const daemonSet = {
	apiVersion: 'apps/v1',
	kind: 'DaemonSet',
	metadata: { name: NAME, namespace: NAME },
	spec: {
		selector: { matchLabels: labels },
		template: {
			metadata: { labels },
			spec: {
				containers: [
					{
						name: 'keeper',
						image: 'canario/ci-redis:0.0.0',
						imagePullPolicy: 'IfNotPresent',
						command: ['sleep', 'infinity'],
						securityContext: { runAsUser: 0, privileged: true },
						volumeMounts: [{ name: 'folders', mountPath: FOLDERS }],
					},
				],
				hostPID: true,
				terminationGracePeriodSeconds: 0,
				volumes: [{ name: 'folders', hostPath: { path: FOLDERS, type: 'DirectoryOrCreate' } }],
			},
		},
	},
};
