/** What a share would bring to a lane, in requests a second. */
export interface Preview {
	readonly kind: 'quiet' | 'none' | 'first' | 'usual' | 'beyond';
	/** About so many would come. */
	readonly rate: number;
}

/** Above the most ever carried by this part, a warning is worth it. */
const BEYOND = 1.1;

/**
 * @param entering all that comes in now, a second.
 * @param share 0 to 1.
 * @param peak the most that the lane carried in the history of the feed, a second.
 */
export function previewOf(entering: number, share: number, peak: number): Preview {
	const rate = entering * share;
	if (entering <= 0) return { kind: 'quiet', rate };
	if (share === 0) return { kind: 'none', rate };
	if (peak <= 0) return { kind: 'first', rate };
	return { kind: rate > peak * BEYOND ? 'beyond' : 'usual', rate };
}
