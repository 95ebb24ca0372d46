/** Weights by leaf, as an object of a mesh has them: whatever somebody wrote. */
export type LeafWeights = Readonly<Record<string, number>>;

export type MeshKind = 'trafficsplit' | 'httproute';

/** Where a stand-in for a mesh learns by which weights it is to draw. */
export interface WeightsSource {
	readonly kind: MeshKind;
	/** Undefined while there is no object. */
	read(): LeafWeights | undefined;
	/** Calls `listener` after each change, until the returned function is called. */
	watch(listener: (weights: LeafWeights | undefined) => void): () => void;
}

/** Weights that a test sets. */
export interface SettableWeights extends WeightsSource {
	set(weights: LeafWeights | undefined): void;
}

export function settableWeights(kind: MeshKind, first: LeafWeights | undefined): SettableWeights {
	const listeners = new Set<(weights: LeafWeights | undefined) => void>();
	let now = first;
	return {
		kind,
		read: () => now,
		watch(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		set(weights) {
			now = weights;
			for (const listener of listeners) listener(weights);
		},
	};
}
