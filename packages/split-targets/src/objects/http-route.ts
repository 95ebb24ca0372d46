import { z } from 'zod';
import type { SplitKind } from './split-kind.ts';

const specSchema = z.object({
	rules: z
		.array(
			z.object({
				backendRefs: z.array(z.object({ name: z.string(), weight: z.unknown().default(1) })).default([]),
			}),
		)
		.default([]),
});

/** The Gateway API's HTTPRoute; each rule that has backends splits. */
export const HTTP_ROUTE: SplitKind = {
	kind: 'HTTPRoute',
	apiVersion: 'gateway.networking.k8s.io/v1',
	plural: 'httproutes',
	singular: 'httproute',
	// Linkerd follows every change of a route
	pauseMs: 0,
	splitsOf: (spec) =>
		specSchema.parse(spec ?? {}).rules.map(({ backendRefs }, rule) =>
			backendRefs.map(({ name, weight }, index) => ({
				service: name,
				weight,
				pointer: `/spec/rules/${rule}/backendRefs/${index}/weight`,
			})),
		),
};
