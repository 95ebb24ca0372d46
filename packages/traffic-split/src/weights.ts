import { type ByLane, byLane, LANES } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import { z } from 'zod';

/**
 * The largest sum of weights. A real Linkerd multiplies weights by 10,000 into 32 bits, and overflows silently
 * near 429,496; whole numbers up to this sum are safe in every mesh.
 */
export const MAX_WEIGHT_SUM = 10_000;

const weight = z
	.number()
	.refine((value) => Number.isInteger(value) && value >= 0 && value <= MAX_WEIGHT_SUM, {
		error: `expected a whole number from 0 to ${MAX_WEIGHT_SUM}`,
	});

/** Weights of both lanes: whole, not all zero, not over the largest sum. */
export const weightsSchema = z
	.strictObject({ blue: weight, green: weight })
	.refine(({ blue, green }) => blue + green > 0, 'all weights are zero: nothing would be served')
	.refine(
		({ blue, green }) => blue + green <= MAX_WEIGHT_SUM,
		`the weights sum to more than ${MAX_WEIGHT_SUM}`,
	);

/** Weights as a person or an environment writes them, `blue=90,green=10` or with a space; both lanes are named. */
export const weightsText = z.string().transform((text, context): Weights => {
	const parts = text.split(/[\s,]+/).filter(Boolean);
	const given = new Map(parts.map((part) => part.split('=') as [string, string | undefined]));
	const wrong = [...given].find(
		([lane, value]) => !LANES.some((known) => known === lane) || !/^\d{1,9}$/.test(value ?? ''),
	);
	const parsed =
		wrong || parts.length !== LANES.length || given.size !== LANES.length
			? undefined
			: weightsSchema.safeParse(byLane((lane) => Number(given.get(lane))));
	if (parsed?.success) return parsed.data;
	context.addIssue({
		code: 'custom',
		message: parsed?.error.issues[0]?.message ?? 'expected for example blue=90,green=10',
	});
	return z.NEVER;
});

/** Each lane's share of the traffic, 0 to 1. */
export function sharesOf(weights: Weights): ByLane<number> {
	const sum = weights.blue + weights.green;
	return byLane((lane) => weights[lane] / sum);
}

/** Whether both are written alike; 1:1 and 50:50 are not. */
export const sameWeights = (one: Weights, other: Weights): boolean =>
	one.blue === other.blue && one.green === other.green;
