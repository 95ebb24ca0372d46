import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import type { KubeClient } from './kube-client.ts';

/** What the manifests call the entry's pods. */
const SELECTOR = 'app.kubernetes.io/name=dummy-splitter';

/** Where the admin listener is, unless the pod has a port called admin. */
const ADMIN_PORT = 3060;

/** A pod of the entry that takes requests. */
export interface EntryPod {
	readonly namespace: string;
	readonly name: string;
	/** Port of its admin listener. */
	readonly port: number;
	/** The Secret and the key in it that give it its token; undefined where none does. */
	readonly tokenIn: { readonly name: string; readonly key: string } | undefined;
}

const container = z.object({
	ports: z.array(z.object({ name: z.string().optional(), containerPort: z.number() })).default([]),
	env: z
		.array(
			z.object({
				name: z.string(),
				valueFrom: z
					.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }).optional() })
					.optional(),
			}),
		)
		.default([]),
});
const condition = z.object({ type: z.string(), status: z.string() });
const podSchema = z.object({
	metadata: z.object({ name: z.string(), deletionTimestamp: z.string().optional() }),
	spec: z.object({ containers: z.array(container) }),
	status: z.object({ conditions: z.array(condition).default([]) }).default({ conditions: [] }),
});
const podsSchema = z.object({ items: z.array(podSchema) });

type Pod = z.infer<typeof podSchema>;

/**
 * One of the entry's pods that are ready in a namespace.
 *
 * @throws {ServiceError} `not_found` where none is ready, `forbidden` where they may not be listed; else as the client.
 */
export async function readyEntryPod(client: Pick<KubeClient, 'get'>, namespace: string): Promise<EntryPod> {
	const pods = await listed(client, namespace);
	const ready = pods.find(isReady);
	if (ready) return entryPod(namespace, ready);
	const there = pods.length === 0 ? 'there is none' : `${pods.length} are there`;
	throw new ServiceError(
		'not_found',
		`no pod of the entry is ready in the namespace ${namespace} (${there}): kubectl --namespace ${namespace} get pods --selector ${SELECTOR} shows them; --namespace and --context say where it is`,
	);
}

async function listed(client: Pick<KubeClient, 'get'>, namespace: string): Promise<readonly Pod[]> {
	const place = {
		collection: `/api/v1/namespaces/${encodeURIComponent(namespace)}`,
		name: `pods?labelSelector=${encodeURIComponent(SELECTOR)}`,
		title: `the pods of ${namespace}`,
	};
	try {
		const { data, error } = podsSchema.safeParse(await client.get(place));
		if (data) return data.items;
		throw new ServiceError('unavailable', `no list of pods came back from ${namespace}`, { cause: error });
	} catch (cause) {
		if (!(cause instanceof ServiceError && cause.code === 'forbidden')) throw cause;
		throw new ServiceError(
			'forbidden',
			`no entry is found, for the pods of ${namespace} may not be listed: operators need list on pods, get and create on pods/portforward there (docs/canary.md has a role)`,
			{ cause },
		);
	}
}

const isReady = ({ metadata, status }: Pod) =>
	metadata.deletionTimestamp === undefined &&
	status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');

function entryPod(namespace: string, { metadata, spec }: Pod): EntryPod {
	const ports = spec.containers.flatMap((one) => one.ports);
	const token = spec.containers.flatMap((one) => one.env).find(({ name }) => name === 'CANARIO_TOKEN');
	return {
		namespace,
		name: metadata.name,
		port: ports.find(({ name }) => name === 'admin')?.containerPort ?? ADMIN_PORT,
		tokenIn: token?.valueFrom?.secretKeyRef,
	};
}
