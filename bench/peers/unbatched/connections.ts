/**
 * How a peer uses connections: a new one for each use, as the students' original does, or one that all share.
 * It is the only difference between the two peers of the end-to-end rows.
 */
export type Policy = 'per use' | 'shared';

/** Runs its argument with a connection and hands its result on. */
export type WithConnection<T> = <R>(use: (connection: T) => Promise<R>) => Promise<R>;

export function connections<T>(
	policy: Policy,
	open: () => Promise<T>,
	close: (connection: T) => unknown,
): WithConnection<T> {
	if (policy === 'shared') {
		const opening = open();
		return async (use) => use(await opening);
	}
	return async (use) => {
		const connection = await open();
		try {
			return await use(connection);
		} finally {
			await close(connection);
		}
	};
}
