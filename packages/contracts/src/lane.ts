export const LANES = ['blue', 'green'] as const;

/** The whole path behind one leaf of the split: blue is gRPC, green is Redis. */
export type Lane = (typeof LANES)[number];

/** One value for each lane; values of equal type travel by name, never as a pair that can be swapped. */
export type ByLane<T> = Readonly<Record<Lane, T>>;

/** Builds a value for each lane. */
export function byLane<T>(make: (lane: Lane) => T): ByLane<T> {
	return { blue: make('blue'), green: make('green') };
}

/** The other one. */
export const otherThan = (lane: Lane): Lane => (lane === 'blue' ? 'green' : 'blue');

/** Tells whether `value`, as read from a header or a store, names a lane. */
export function isLane(value: unknown): value is Lane {
	return value === 'blue' || value === 'green';
}

/** Header in which every answer names the lane that served it. */
export const LANE_HEADER = 'x-canario-lane';
