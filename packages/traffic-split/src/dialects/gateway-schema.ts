import { z } from 'zod';
import { metadataSchema, objectName, portNumber } from './common-schema.ts';

// Fields of gateway-api: apis/v1/httproute_types.go and shared_types.go. What a split does not need is read as it is.

const anything = z.unknown().optional();

const parentRefSchema = z.object({
	/** `gateway.networking.k8s.io` where it is not said: a Service is found with "" only. */
	group: z.string().optional(),
	kind: z.string().optional(),
	namespace: objectName.optional(),
	name: objectName,
	sectionName: z.string().optional(),
	port: portNumber.optional(),
});

const backendRefSchema = z.object({
	group: z.string().optional(),
	kind: z.string().optional(),
	namespace: objectName.optional(),
	name: objectName,
	port: portNumber.optional(),
	/** 1 where it is not said. */
	weight: z.number({ error: 'expected a number' }).optional(),
	filters: anything,
});

const ruleSchema = z.object({
	name: z.string().optional(),
	matches: z.array(z.unknown()).optional(),
	filters: anything,
	backendRefs: z.array(backendRefSchema).optional(),
	timeouts: anything,
	retry: anything,
	sessionPersistence: anything,
});

export const httpRouteSchema = z.object({
	// v1beta1 has the same fields
	apiVersion: z.enum(['gateway.networking.k8s.io/v1', 'gateway.networking.k8s.io/v1beta1']),
	kind: z.literal('HTTPRoute'),
	metadata: metadataSchema,
	spec: z.object(
		{
			parentRefs: z.array(parentRefSchema).optional(),
			hostnames: z.array(z.string()).optional(),
			rules: z.array(ruleSchema).optional(),
		},
		{ error: 'spec is missing' },
	),
	status: anything,
});

export type HttpRoute = z.infer<typeof httpRouteSchema>;
export type ParentRef = z.infer<typeof parentRefSchema>;
export type HttpRouteRule = z.infer<typeof ruleSchema>;
