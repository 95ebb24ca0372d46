import { z } from 'zod';
import type { Manifest, Place } from './manifests.ts';

/** What a Service among the documents tells. */
export interface ServiceFacts {
	readonly name: string;
	readonly namespace: string | undefined;
	readonly ports: readonly number[];
	readonly headless: boolean;
	readonly annotations: Readonly<Record<string, string>>;
	readonly place: Place;
}

/** What a Linkerd ServiceProfile among the documents tells. */
export interface ProfileFacts {
	readonly service: string;
	readonly namespace: string;
	readonly place: Place;
}

export interface ClusterFacts {
	readonly services: readonly ServiceFacts[];
	readonly profiles: readonly ProfileFacts[];
}

const serviceSchema = z.object({
	metadata: z.object({
		name: z.string(),
		namespace: z.string().optional(),
		annotations: z.record(z.string(), z.string()).default({}),
	}),
	spec: z.object({
		clusterIP: z.string().optional(),
		ports: z.array(z.object({ port: z.int() })).default([]),
	}),
});
const profileSchema = z.object({
	// `web.shop.svc.cluster.local`: the profile's name is the address that it is about
	metadata: z.object({ name: z.string().regex(/^[^.]+\.[^.]+\.svc(\.|$)/) }),
});

/** What `manifests` tell about the surroundings of a split; what cannot be read as a Service is left out. */
export function clusterFactsOf(manifests: readonly Manifest[]): ClusterFacts {
	return {
		services: manifests
			.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
			.flatMap(({ value, placeOf }) => {
				const { success, data } = serviceSchema.safeParse(value);
				if (!success) return [];
				const { metadata, spec } = data;
				return [
					{
						name: metadata.name,
						namespace: metadata.namespace,
						annotations: metadata.annotations,
						ports: spec.ports.map(({ port }) => port),
						headless: spec.clusterIP === 'None',
						place: placeOf([]),
					},
				];
			}),
		profiles: manifests
			.filter(({ apiVersion, kind }) => apiVersion.startsWith('linkerd.io/') && kind === 'ServiceProfile')
			.flatMap(({ value, placeOf }) => {
				const { success, data } = profileSchema.safeParse(value);
				if (!success) return [];
				const [service = '', namespace = ''] = data.metadata.name.split('.');
				return [{ service, namespace, place: placeOf([]) }];
			}),
	};
}
