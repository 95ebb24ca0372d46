import type { Weights } from '@canario/contracts/service-report';
import type { ObjectWithSpec } from './test-namespace.ts';

const meta = (name: string) => ({ name });

/** A TrafficSplit between the Services blue and green. */
export const trafficSplit = (name: string, { blue, green }: Weights): ObjectWithSpec => ({
	apiVersion: 'split.smi-spec.io/v1alpha2',
	kind: 'TrafficSplit',
	metadata: meta(name),
	spec: {
		service: 'front',
		backends: [
			{ service: 'blue', weight: blue },
			{ service: 'green', weight: green },
		],
	},
});

/** An HTTPRoute of the Service front between blue and green, with a timeout that somebody else wrote. */
export const route = (name: string, { blue, green }: Weights): ObjectWithSpec => ({
	apiVersion: 'gateway.networking.k8s.io/v1',
	kind: 'HTTPRoute',
	metadata: meta(name),
	spec: {
		parentRefs: [{ group: '', kind: 'Service', name: 'front', port: 3050 }],
		rules: [
			{
				timeouts: { request: '5s' },
				backendRefs: [
					{ name: 'blue', port: 3050, weight: blue },
					{ name: 'green', port: 3050, weight: green },
				],
			},
		],
	},
});
