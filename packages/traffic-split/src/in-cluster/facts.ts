import { z } from 'zod';
import type { ClusterLook, SeenObject } from './look.ts';

const sliceSchema = z.object({
	metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
	endpoints: z
		.array(z.object({ conditions: z.object({ ready: z.boolean().nullish() }).optional() }))
		.nullish(),
});

/** Endpoints that take requests, by Service; undefined for one of which there is no slice. */
export function readyEndpoints({ objects }: ClusterLook): ReadonlyMap<string, number> {
	const ready = new Map<string, number>();
	for (const object of objects.EndpointSlice) {
		const { data } = sliceSchema.safeParse(object);
		const service = data?.metadata.labels['kubernetes.io/service-name'];
		if (!data || service === undefined) continue;
		// by the API's word one without a condition is ready
		const count = (data.endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).length;
		ready.set(service, (ready.get(service) ?? 0) + count);
	}
	return ready;
}

const container = z.object({
	name: z.string(),
	env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
});
const podSchema = z.object({
	spec: z.object({ containers: z.array(container), initContainers: z.array(container).default([]) }),
	status: z.object({ phase: z.string().optional(), startTime: z.string().optional() }).default({}),
});

/** A pod that calls the apex: an entry in mesh mode. */
export interface ClientPod {
	readonly name: string;
	/** Whether Linkerd's proxy is in it. */
	readonly meshed: boolean;
	/** Milliseconds since the Unix epoch; undefined before it started. */
	readonly startedAtMs: number | undefined;
	/** The Service that it calls, where its environment says so plainly. */
	readonly apex: string | undefined;
}

/** Entries in mesh mode: by their environment, else by the label that the manifests give them. */
export function clientPods({ objects }: ClusterLook): readonly ClientPod[] {
	return objects.Pod.flatMap((pod) => {
		const { data } = podSchema.safeParse(pod);
		if (!data || data.status.phase === 'Succeeded' || data.status.phase === 'Failed') return [];
		const { containers, initContainers } = data.spec;
		const env = containers.flatMap((one) => one.env);
		const apexUrl = env.find(({ name }) => name === 'APEX_URL')?.value;
		if (apexUrl === undefined && !isEntry(pod)) return [];
		const startedAtMs = Date.parse(data.status.startTime ?? '');
		return [
			{
				name: pod.metadata.name,
				// a native sidecar is an init container
				meshed: [...containers, ...initContainers].some(({ name }) => name === 'linkerd-proxy'),
				startedAtMs: Number.isNaN(startedAtMs) ? undefined : startedAtMs,
				apex: URL.parse(apexUrl ?? '')?.hostname.split('.')[0],
			},
		];
	});
}

const isEntry = ({ metadata: { labels } }: SeenObject) =>
	labels['app.kubernetes.io/name'] === 'dummy-splitter' || labels.app === 'dummy-splitter';

const profileSchema = z.object({
	spec: z.object({
		routes: z.array(z.object({ isRetryable: z.boolean().default(false) })).nullish(),
	}),
});

/** Whether a ServiceProfile has requests tried again. */
export const retriesByProfile = (profile: SeenObject): boolean =>
	profileSchema.safeParse(profile).data?.spec.routes?.some(({ isRetryable }) => isRetryable) ?? false;

/** The annotation by which Linkerd tries requests again. */
export const retryAnnotation = ({ metadata }: SeenObject): string | undefined =>
	Object.keys(metadata.annotations).find((key) => key.startsWith('retry.linkerd.io/http'));

const statusSchema = z.object({
	parents: z
		.array(
			z.object({
				conditions: z
					.array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
					.default([]),
			}),
		)
		.default([]),
});

/** Conditions of a route that its controller says are not met, each as a text. */
export function unmetConditions({ status }: SeenObject): readonly string[] {
	const { data } = statusSchema.safeParse(status);
	const unmet = (data?.parents ?? []).flatMap(({ conditions }) =>
		conditions.filter((one) => one.status === 'False'),
	);
	return [...new Set(unmet.map(({ type, message }) => (message ? `${type}: ${message}` : type)))];
}
