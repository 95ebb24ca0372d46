import { accountObjects } from './accounts.ts';
import { NAMESPACE, tryKubectl } from './kubectl.ts';
import type { Ended } from './program.ts';

const POD = 'generator';
export const ENTRY = 'http://dummy-splitter:3050';
export const ADMIN = 'http://dummy-splitter-admin:3060';
export const STATISTICS = 'http://realtime-ws:3003';

/** A pod of the command line's image, from which everything is sent and asked, as another workload would. */
export const generatorObjects = [
	...accountObjects(POD, ['split-operator']),
	{
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: { name: POD, namespace: NAMESPACE, labels: { 'canario.dev/client': 'true' } },
		spec: {
			serviceAccountName: POD,
			terminationGracePeriodSeconds: 0,
			securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
			containers: [
				{
					name: 'operator',
					image: 'canario/operator:0.0.0',
					imagePullPolicy: 'IfNotPresent',
					command: ['node', '-e', 'setInterval(() => {}, 60_000)'],
					env: [
						{
							name: 'CANARIO_TOKEN',
							valueFrom: { secretKeyRef: { name: 'canario-token', key: 'CANARIO_TOKEN' } },
						},
					],
					resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '512Mi' } },
					securityContext: {
						allowPrivilegeEscalation: false,
						readOnlyRootFilesystem: true,
						capabilities: { drop: ['ALL'] },
					},
					volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
				},
			],
			volumes: [{ name: 'tmp', emptyDir: {} }],
		},
	},
];

/** Runs `./canario` with these words in that pod, to its end. */
export const canarioInside = (words: string, reason?: string): Promise<Ended> =>
	inside(`main.js ${words}`, reason === undefined ? [] : ['--reason', reason]);

/** Runs Node there. */
async function inside(words: string, more: readonly string[] = []): Promise<Ended> {
	const node = ['node', '--disable-warning=ExperimentalWarning', ...words.split(' '), ...more];
	return tryKubectl(['exec', POD, '--', ...node], { timeoutMs: 400_000 });
}

/** The number that an expression of Node gives there, or promises. */
export async function evaluate(expression: string): Promise<number> {
	const program = `Promise.resolve(${expression}).then((value) => console.log(value))`;
	const { stdout, stderr, status } = await inside('-e', [program]);
	if (status !== 0) throw new Error(`${expression}: ${stderr}`);
	return Number(stdout);
}
