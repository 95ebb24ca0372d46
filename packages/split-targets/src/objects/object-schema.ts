import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';

const texts = z.record(z.string(), z.string()).default({});

/** What the API server says of every object, as far as it matters here. */
const metadataSchema = z.object({
	uid: z.string(),
	resourceVersion: z.string(),
	/** One more with each change of what is not metadata or status. */
	generation: z.int(),
	creationTimestamp: z.string(),
	annotations: texts,
	labels: texts,
	ownerReferences: z
		.array(
			z.object({
				apiVersion: z.string(),
				kind: z.string(),
				name: z.string(),
				controller: z.boolean().default(false),
			}),
		)
		.default([]),
	managedFields: z
		.array(
			z.object({
				manager: z.string().default(''),
				time: z.string().optional(),
				subresource: z.string().optional(),
				/** What it wrote: `f:spec` and the like. */
				fieldsV1: z.record(z.string(), z.unknown()).default({}),
			}),
		)
		.default([]),
});
export type ObjectMetadata = z.infer<typeof metadataSchema>;

const objectSchema = z.object({ metadata: metadataSchema, spec: z.unknown().optional() });
export type ClusterObject = z.infer<typeof objectSchema>;

/** An object as the API server gives it. Throws `unavailable` for what is none. */
export function clusterObject(answer: unknown): ClusterObject {
	const { data, error } = objectSchema.safeParse(answer);
	if (data) return data;
	throw new ServiceError('unavailable', 'the answer is no object of an API server', { cause: error });
}
