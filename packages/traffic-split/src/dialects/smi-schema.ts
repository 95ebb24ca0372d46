import { z } from 'zod';
import { parseQuantity } from '../quantity.ts';
import { metadataSchema, objectName } from './common-schema.ts';

// The fields are those of smi-sdk-go (pkg/apis/split/v1alpha1, v1alpha2, v1alpha4); what must be there is what the
// CRD of linkerd-smi 0.2.7 asks for. Weights out of range are read: `lint` has more to say about them.

/** A resource quantity: a whole number, or a text such as `500m`. A bare 0.5 is neither. */
const quantity = z.custom<number | string>(
	(weight) => Number.isInteger(weight) || (typeof weight === 'string' && parseQuantity(weight) !== undefined),
	'expected a whole number or a quantity such as 500m (v1alpha1)',
);

const number = z.number({
	error: ({ input }) =>
		typeof input === 'string'
			? 'expected a number without quotes or unit: only v1alpha1 takes quantities such as 500m'
			: 'expected a number',
});

const backendsOf = <W extends z.ZodType>(weight: W) =>
	z.array(z.object({ service: objectName, weight }), { error: 'expected the list of backends' });

const apex = { service: objectName };
const objectOf = <V extends string, S extends z.ZodType>(version: V, spec: S) =>
	z.object({
		apiVersion: z.literal(`split.smi-spec.io/${version}`),
		kind: z.literal('TrafficSplit'),
		metadata: metadataSchema,
		spec,
		status: z.unknown().optional(),
	});
const specOf = <W extends z.ZodType>(weight: W) => z.object({ ...apex, backends: backendsOf(weight) });

export const smiV1alpha1Schema = objectOf('v1alpha1', specOf(quantity));
export const smiV1alpha2Schema = objectOf('v1alpha2', specOf(number));
export const smiV1alpha4Schema = objectOf(
	'v1alpha4',
	z.object({
		...apex,
		backends: backendsOf(number),
		matches: z
			.array(z.object({ apiGroup: z.string().optional(), kind: z.string(), name: objectName }))
			.optional(),
	}),
);

export type TrafficSplitV1alpha1 = z.infer<typeof smiV1alpha1Schema>;
export type TrafficSplitV1alpha2 = z.infer<typeof smiV1alpha2Schema>;
export type TrafficSplitV1alpha4 = z.infer<typeof smiV1alpha4Schema>;
