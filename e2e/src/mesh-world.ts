import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from '@canario/operator/traffic/ledger';
import { vi } from 'vitest';
import { expectPromisesKept } from './judge.ts';
import { type MeshStandIn, startMeshStandIn } from './mesh-stand-in.ts';
import { makeObject, type SplitOnServer, splitOnServer } from './mesh-stand-in-object.ts';
import { settableWeights } from './mesh-stand-in-weights.ts';
import { type Platform, planPlatform } from './platform.ts';
import { startApiServer } from './servers/api-server.ts';
import type { KubeAccess } from './servers/kube-request.ts';
import { startStores } from './stores.ts';

/**
 * A platform whose entries call apexes. The first draws by a TrafficSplit on an API server, which it reads; the second by
 * a route that tries again and that it cannot read, and its blue leaf fails always.
 */
export interface MeshWorld {
	readonly platform: Platform;
	readonly split: SplitOnServer;
	readonly mesh: MeshStandIn;
	readonly retrying: MeshStandIn;
	readonly ledger: Ledger;
	/** By which one is administrator of the API server. */
	readonly kubeconfig: string;
	/** Holds the platform to its promises; see judge.ts. */
	keepsPromises(): Promise<void>;
	stop(): Promise<void>;
}

const FIRST = { blue: 80, green: 20 };

/** Starts it all; what was started is ended where something fails. */
export async function startMeshWorld(): Promise<MeshWorld> {
	const ending: (() => unknown)[] = [];
	const own = <T>(one: T, end: (one: T) => unknown): T => {
		ending.push(() => end(one));
		return one;
	};
	const stop = async () => {
		for (const end of ending.splice(0).reverse()) await end();
	};
	try {
		const [stores, api] = await Promise.all([
			startStores().then((one) => own(one, (started) => started.stop())),
			startApiServer().then((one) =>
				own(one, (started) => started.kill('SIGKILL').then(() => started.stop())),
			),
		]);
		const access = accessOf(api.port, api.kubeconfig);
		const split = own(await prepareCluster(access), (one) => one.close());
		const leaves = ['blue', 'green'];
		const mesh = own(await startMeshStandIn({ source: split, seed: 11, leaves }), (one) => one.close());
		const route = settableWeights('httproute', { blue: 1, green: 1 });
		const retrying = own(await startMeshStandIn({ source: route, seed: 12, leaves, retries: 3 }), (one) =>
			one.close(),
		);
		const platform = await planPlatform({
			stores,
			more: ['dummy-splitter-2'],
			env: {
				'dummy-splitter': entryOf(mesh, { MESH_SPLIT: 'trafficsplit/front', KUBECONFIG: api.kubeconfig }),
				'dummy-splitter-2': entryOf(retrying, { SPLIT_WEIGHTS: 'blue=50,green=50' }),
			},
		});
		const failing = own(await startPod(500, { 'x-canario-lane': 'blue' }), (one) => one.close());
		for (const one of [mesh, retrying]) {
			one.leaf('blue').setEndpoints([platform.url('blue-grpc')]);
			one.leaf('green').setEndpoints([platform.url('green-redis')]);
			// as the manifests have it: where nothing splits it, the apex leads back to the entry
			one.leaf('apex').setEndpoints([platform.url('dummy-splitter')]);
		}
		retrying.leaf('blue').setEndpoints([failing.url]);
		own(platform, (one) => one.stop());
		await platform.mend();
		const dir = own(await mkdtemp(join(tmpdir(), 'canario-mesh-')), (one) => rm(one, { recursive: true }));
		const ledgerPath = join(dir, 'ledger.jsonl');
		const ledger = own(Ledger.open(ledgerPath), (one) => one.close());
		return {
			...{ platform, split, mesh, retrying, ledger, stop, kubeconfig: api.kubeconfig },
			async keepsPromises() {
				ledger.flush();
				const adminUrl = platform.adminUrl('dummy-splitter');
				const statsUrl = platform.url('realtime-ws');
				await expectPromisesKept({ ledgerPath, recordsUrl: stores.mongoUrl, adminUrl, statsUrl });
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

const entryOf = ({ url, adminUrl }: MeshStandIn, more: Readonly<Record<string, string>>) => ({
	SPLIT_MODE: 'mesh',
	APEX_URL: url,
	MESH_PROXY_URL: adminUrl,
	// above the 3 s for which a proxy waits for an endpoint
	HOP_DEADLINE_MS: '4000',
	...more,
});

function accessOf(port: number, kubeconfig: string): KubeAccess {
	const { users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
	return { port, token: users[0].user.token as string };
}

const serviceOf = (name: string) => ({
	...{ apiVersion: 'v1', kind: 'Service', metadata: { name } },
	spec: { ports: [{ name: 'http', port: 3050 }] },
});
const sliceOf = (name: string) => ({
	...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
	metadata: { name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
	...{ addressType: 'IPv4', ports: [{ name: 'http', port: 3050 }] },
	endpoints: [{ addresses: ['10.1.2.3'], conditions: { ready: true } }],
});

/** The Services of the split with their endpoints, and the split. */
async function prepareCluster(access: KubeAccess): Promise<SplitOnServer> {
	const services = '/api/v1/namespaces/default/services';
	const slices = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
	// the namespace comes a moment after the server
	const patience = { timeout: 10_000, interval: 100 };
	await vi.waitFor(() => makeObject(access, services, serviceOf('apex')), patience);
	for (const name of ['blue', 'green']) {
		await makeObject(access, services, serviceOf(name));
		await makeObject(access, slices, sliceOf(name));
	}
	return splitOnServer(access, { kind: 'trafficsplit', name: 'front', weights: FIRST });
}

/** A pod that answers everything alike. */
async function startPod(status: number, headers: Readonly<Record<string, string>> = {}) {
	const server = createServer((request, response) => {
		request.resume().on('end', () => response.writeHead(status, headers).end());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
