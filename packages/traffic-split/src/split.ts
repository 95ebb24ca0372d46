/** The four ways of writing a split that are read and written, each as `API/version`. */
export const DIALECTS = ['smi/v1alpha1', 'smi/v1alpha2', 'smi/v1alpha4', 'gateway/v1'] as const;

export type Dialect = (typeof DIALECTS)[number];

/** A Service that gets a share. */
export interface Backend {
	readonly service: string;
	/**
	 * Its share is this over the sum of all. Whole, except in SMI v1alpha1, which knows thousandths. What
	 * people write may be out of range: `lint` says so, and `convert` refuses it.
	 */
	readonly weight: number;
	/** Port on the leaf, where it is named and is not the apex's. */
	readonly port?: number;
}

/** A group of conditions that SMI v1alpha4 refers to: only what matches one of them is split. */
export interface MatchReference {
	readonly apiGroup?: string;
	readonly kind: string;
	readonly name: string;
}

/** One split of the traffic to one Service, as every dialect means it. What is undefined is not said. */
export interface Split {
	readonly name: string;
	readonly namespace?: string;
	readonly labels?: Readonly<Record<string, string>>;
	readonly annotations?: Readonly<Record<string, string>>;
	/** The Service that is split; in the same namespace, as its leaves are. */
	readonly apex: string;
	/** Port of the apex whose traffic is split; undefined is every port. */
	readonly port?: number;
	readonly backends: readonly Backend[];
	/** Only what matches one of these is split; undefined is everything. */
	readonly matches?: readonly MatchReference[];
}

/** Sum of the weights. */
export function weightSum({ backends }: Pick<Split, 'backends'>): number {
	return backends.reduce((sum, { weight }) => sum + weight, 0);
}

/** `value` without its undefined fields, so that two splits are equal when they say the same. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
	return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
