/** `read` with its result shared by all who ask within `ms` milliseconds; a failure is not kept. */
export function cachedFor<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
	let cached: { result: Promise<T>; atMs: number } | undefined;
	return () => {
		const now = performance.now();
		if (cached && now - cached.atMs <= ms) return cached.result;
		const reading = { result: read(), atMs: now };
		cached = reading;
		reading.result.catch(() => {
			if (cached === reading) cached = undefined;
		});
		return reading.result;
	};
}
