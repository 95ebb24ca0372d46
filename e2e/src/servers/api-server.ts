import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type KubeAccess, kubeRequest } from './kube-request.ts';
import { type PlaceOptions, type PrivateServer, startPrivateServer } from './private-server.ts';

/** An API server of a test's own. */
export interface ApiServer extends PrivateServer {
	/** A file by which one is its administrator. */
	readonly kubeconfig: string;
}

/** Without what takes a second more and no administrator needs: the roles and priorities that every cluster has. */
const READY =
	'/readyz?exclude=poststarthook/rbac/bootstrap-roles&exclude=poststarthook/scheduling/bootstrap-system-priority-classes';

/**
 * Starts the API server of Kubernetes with an etcd in it, and the CRDs that stand beside the program. No controller
 * runs and no pod: objects are validated, admitted, kept and watched.
 *
 * @throws where CANARIO_API_SERVER names no program.
 */
export async function startApiServer(options: PlaceOptions = {}): Promise<ApiServer> {
	const command = process.env.CANARIO_API_SERVER;
	if (!command) throw new Error('CANARIO_API_SERVER names no program');
	const token = randomBytes(16).toString('hex');
	const server = await startPrivateServer(options, {
		scheme: 'https',
		at(port, dir) {
			prepare(dir, token);
			return {
				name: 'the API server',
				command,
				args: [dir, ...flags(port, dir)],
				ready: () => answers({ port, token }, READY),
				readyWithinMs: 60_000,
			};
		},
	});
	try {
		await installCrds({ port: server.port, token }, join(dirname(command), 'crds'));
	} catch (error) {
		await server.stop();
		throw error;
	}
	const kubeconfig = join(server.dir, 'kubeconfig');
	writeFileSync(kubeconfig, kubeconfigText(server, token));
	return Object.assign(server, { kubeconfig });
}

/** Writes what the server reads at its start; a restart finds it there. */
function prepare(dir: string, token: string): void {
	const key = join(dir, 'accounts.key');
	if (existsSync(key)) return;
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	writeFileSync(key, privateKey.export({ type: 'sec1', format: 'pem' }));
	writeFileSync(join(dir, 'tokens.csv'), `${token},admin,admin,system:masters\n`);
}

function flags(port: number, dir: string): string[] {
	return [
		...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${port}`],
		// makes a certificate of its own there
		`--cert-dir=${dir}`,
		`--token-auth-file=${join(dir, 'tokens.csv')}`,
		'--authorization-mode=RBAC',
		'--service-account-issuer=https://kubernetes.default.svc',
		`--service-account-key-file=${join(dir, 'accounts.key')}`,
		`--service-account-signing-key-file=${join(dir, 'accounts.key')}`,
		'--service-cluster-ip-range=10.96.0.0/24',
		'--profiling=false',
		// errors alone: what it prints is kept for messages
		'--v=0',
	];
}

async function answers(access: KubeAccess, path: string): Promise<boolean> {
	return (await kubeRequest(access, path).catch(() => undefined))?.status === 200;
}

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

async function installCrds(access: KubeAccess, folder: string): Promise<void> {
	for (const file of readdirSync(folder)) {
		const { status, body } = await kubeRequest(access, CRDS, {
			yaml: readFileSync(join(folder, file), 'utf8'),
		});
		// a directory that was named may have them already
		if (status !== 201 && status !== 409) throw new Error(`${file} was refused with ${status}: ${body}`);
	}
	// what a CRD defines is served a moment after the CRD is there
	const served = ['split.smi-spec.io/v1alpha2/trafficsplits', 'gateway.networking.k8s.io/v1/httproutes'];
	const until = performance.now() + 20_000;
	for (const path of served) {
		while (!(await answers(access, `/apis/${path}`))) {
			if (performance.now() > until) throw new Error(`${path} is not served after 20 s`);
			await sleep(50);
		}
	}
}

/** JSON is YAML. */
function kubeconfigText({ url, dir }: PrivateServer, token: string): string {
	return JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [
			{ name: 'test', cluster: { server: url, 'certificate-authority': join(dir, 'apiserver.crt') } },
		],
		users: [{ name: 'admin', user: { token } }],
		contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
		'current-context': 'test',
	});
}
