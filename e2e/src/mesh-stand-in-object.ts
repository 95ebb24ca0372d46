import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import {
	type LeafWeights,
	type MeshKind,
	settableWeights,
	type WeightsSource,
} from './mesh-stand-in-weights.ts';
import type { KubeAccess } from './servers/kube-request.ts';

const COLLECTIONS = {
	trafficsplit: '/apis/split.smi-spec.io/v1alpha2/namespaces/default/trafficsplits',
	httproute: '/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes',
} as const;

/** A split between Services that an API server keeps, and that a stand-in for a mesh draws by. */
export interface SplitOnServer extends WeightsSource {
	/** Writes its weights, as they are; resolves when the server has them. */
	write(weights: LeafWeights): Promise<void>;
	/** Ends the watch. */
	close(): void;
}

/** Makes an object of that kind and name for the apex `apex`, and watches it. */
export async function splitOnServer(
	access: KubeAccess,
	{ kind, name, weights }: { kind: MeshKind; name: string; weights: LeafWeights },
): Promise<SplitOnServer> {
	const collection = COLLECTIONS[kind];
	await makeObject(access, collection, objectOf(kind, name, weights));
	const source = settableWeights(kind, weights);
	const watching = await ask(access, 'GET', `${collection}?watch=true&fieldSelector=metadata.name%3D${name}`);
	createInterface(watching).on('line', (line) => {
		const { type, object } = JSON.parse(line) as { type: string; object: SplitObject };
		// the first event tells what is known
		if (type === 'MODIFIED') source.set(weightsOf(object));
	});
	return {
		...{ kind, read: source.read, watch: source.watch },
		async write(next) {
			const { spec } = objectOf(kind, name, next);
			const answer = await ask(access, 'PATCH', `${collection}/${name}`, { spec });
			const said = await text(answer);
			if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${said}`);
		},
		close: () => void watching.destroy(),
	};
}

/** Makes an object of an API server. Rejects with what the server says against it. */
export async function makeObject(access: KubeAccess, collection: string, object: object): Promise<void> {
	const answer = await ask(access, 'POST', collection, object);
	const said = await text(answer);
	if (answer.statusCode !== 201) throw new Error(`${collection}: ${answer.statusCode} ${said}`);
}

interface SplitObject {
	readonly spec: {
		readonly backends?: readonly { service: string; weight: number }[];
		readonly rules?: readonly { backendRefs: readonly { name: string; weight: number }[] }[];
	};
}

function objectOf(kind: MeshKind, name: string, weights: LeafWeights) {
	const leaves = Object.entries(weights);
	if (kind === 'trafficsplit') {
		const backends = leaves.map(([service, weight]) => ({ service, weight }));
		const spec = { service: 'apex', backends };
		return { apiVersion: 'split.smi-spec.io/v1alpha2', kind: 'TrafficSplit', metadata: { name }, spec };
	}
	const backendRefs = leaves.map(([leaf, weight]) => ({ name: leaf, port: 3050, weight }));
	const parentRefs = [{ group: '', kind: 'Service', name: 'apex', port: 3050 }];
	const spec = { parentRefs, rules: [{ backendRefs }] };
	return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name }, spec };
}

const weightsOf = ({ spec: { backends, rules } }: SplitObject): LeafWeights =>
	Object.fromEntries(
		backends?.map(({ service, weight }) => [service, weight]) ??
			rules?.[0]?.backendRefs.map(({ name, weight }) => [name, weight]) ??
			[],
	);

async function ask(
	{ port, token }: KubeAccess,
	method: string,
	path: string,
	body?: object,
): Promise<IncomingMessage> {
	const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
	const sent = request({
		...{ host: '127.0.0.1', port, path, method },
		headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': type }) },
		rejectUnauthorized: false,
	});
	sent.end(body && JSON.stringify(body));
	const [response] = (await once(sent, 'response')) as [IncomingMessage];
	response.on('error', () => {});
	return response;
}
