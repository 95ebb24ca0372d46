/** A Service that gets a share, as an object has it. */
export interface WrittenBackend {
	readonly service: string;
	/** As it is written: others may have written anything. */
	readonly weight: unknown;
	/** JSON pointer of the weight. */
	readonly pointer: string;
}

/** A kind of Kubernetes object that splits traffic. */
export interface SplitKind {
	/** `TrafficSplit` */
	readonly kind: string;
	/** `split.smi-spec.io/v1alpha2` */
	readonly apiVersion: string;
	/** Its name in URLs. */
	readonly plural: string;
	/** Its name in addresses, as kubectl takes it. */
	readonly singular: string;
	/** What writers leave between two changes, milliseconds. */
	readonly pauseMs: number;
	/** The backends of each split that the object has: one or several. */
	splitsOf(spec: unknown): readonly (readonly WrittenBackend[])[];
}
