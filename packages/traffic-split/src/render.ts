import { Document, isScalar, visit } from 'yaml';
import type { HttpRoute } from './dialects/gateway-schema.ts';
import { httpRoute } from './dialects/gateway-write.ts';
import {
	type TrafficSplit,
	trafficSplitV1alpha1,
	trafficSplitV1alpha2,
	trafficSplitV1alpha4,
} from './dialects/smi.ts';
import type { Dialect, Split } from './split.ts';

const WRITERS: Readonly<Record<Dialect, (split: Split) => TrafficSplit | HttpRoute>> = {
	'smi/v1alpha1': trafficSplitV1alpha1,
	'smi/v1alpha2': trafficSplitV1alpha2,
	'smi/v1alpha4': trafficSplitV1alpha4,
	'gateway/v1': httpRoute,
};

/**
 * `split` as a Kubernetes object. What the dialect has no word for is left out: `convert` tells what that is.
 *
 * @throws {ServiceError} `invalid_input` for an HTTPRoute without a port.
 */
export function manifestOf(split: Split, dialect: Dialect): TrafficSplit | HttpRoute {
	return WRITERS[dialect](split);
}

/** `split` as YAML, with a line feed at its end. */
export function render(split: Split, dialect: Dialect): string {
	// 1.1 is what Kubernetes reads: there `on` and `y` need quotes
	const document = new Document(manifestOf(split, dialect), { version: '1.1' });
	visit(document, (_, node) => {
		// a text that some reader takes for a number: 0o7
		if (isScalar(node) && typeof node.value === 'string' && /^[\d.+-](?!\d*m$)/.test(node.value)) {
			node.type = 'QUOTE_DOUBLE';
		}
	});
	return document.toString({ directives: null });
}

/** Splits as documents of one text, in their order. */
export const renderAll = (conversions: readonly { readonly split: Split }[], dialect: Dialect): string =>
	conversions.map(({ split }) => render(split, dialect)).join('---\n');
