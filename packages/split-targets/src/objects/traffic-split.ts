import { z } from 'zod';
import type { SplitKind } from './split-kind.ts';

const specSchema = z.object({
	backends: z.array(z.object({ service: z.string(), weight: z.unknown() })).default([]),
});

/** SMI's TrafficSplit, in the latest version that linkerd-smi serves. */
export const TRAFFIC_SPLIT: SplitKind = {
	kind: 'TrafficSplit',
	apiVersion: 'split.smi-spec.io/v1alpha2',
	plural: 'trafficsplits',
	singular: 'trafficsplit',
	// linkerd-smi follows one change a second, and loses most of those that come faster
	pauseMs: 1_000,
	splitsOf(spec) {
		const { backends } = specSchema.parse(spec ?? {});
		return [
			backends.map(({ service, weight }, index) => ({
				service,
				weight,
				pointer: `/spec/backends/${index}/weight`,
			})),
		];
	},
};
