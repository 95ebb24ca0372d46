/** What a share would bring to a lane, in requests a second. */
export interface Preview {
	readonly kind: 'quiet' | 'none' | 'first' | 'usual' | 'beyond';
	/** About so many would come. */
	readonly rate: number;
	/** The most that the lane carried in the history of the feed. */
	readonly peak: number;
}

/** Above the most ever carried by this part, a warning is worth it. */
const BEYOND = 1.1;

/** @param entering all that comes in now, a second. @param share 0 to 1. */
export function previewOf(entering: number, share: number, peak: number): Preview {
	const rate = entering * share;
	const kind =
		entering <= 0
			? 'quiet'
			: share === 0
				? 'none'
				: peak <= 0
					? 'first'
					: rate > peak * BEYOND
						? 'beyond'
						: 'usual';
	return { kind, rate, peak };
}
