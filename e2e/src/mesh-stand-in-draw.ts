import type { LeafWeights, MeshKind } from './mesh-stand-in-weights.ts';

/** What one client's proxy holds: weights above 0 by leaf. `apex` and `reset` are what it does where there are none. */
export type Distribution = ReadonlyMap<string, number> | 'apex' | 'reset';

const UINT32 = 2 ** 32;

/**
 * What a proxy makes of the weights that an object has. A TrafficSplit's are rounded up to thousandths and sent as ten
 * times those, in 32 bits: more wraps, negative ones too, and a sum that does not fit is its `panic`.
 */
export function distributionOf(kind: MeshKind, weights: LeafWeights): Distribution | 'panic' {
	const all = Object.entries(weights);
	if (kind === 'httproute') {
		// a single backend gets all, whatever its weight
		if (all.length === 1) return new Map(all.map(([leaf]) => [leaf, 1]));
		const some = all.filter(([, weight]) => weight > 0);
		return some.length > 0 ? new Map(some) : 'reset';
	}
	const wire = all.map(([leaf, weight]) => [leaf, wrapped(Math.ceil(weight * 1_000) * 10)] as const);
	const some = wire.filter(([, weight]) => weight > 0);
	if (some.reduce((sum, [, weight]) => sum + weight, 0) >= UINT32) return 'panic';
	return some.length > 0 ? new Map(some) : 'apex';
}

const wrapped = (value: number) => ((value % UINT32) + UINT32) % UINT32;

/**
 * One draw, independent of all others.
 *
 * @param fraction a random number from 0 to below 1.
 * @param isOut leaves that are out of the draw; undefined when all are.
 */
export function drawLeaf(
	leaves: ReadonlyMap<string, number>,
	fraction: number,
	isOut: (leaf: string) => boolean,
): string | undefined {
	const among = [...leaves].filter(([leaf]) => !isOut(leaf));
	let rest = fraction * among.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [leaf, weight] of among) {
		rest -= weight;
		if (rest < 0) return leaf;
	}
	return among.at(-1)?.[0];
}
