/** Less of what is due than this was received: the feed did not keep its pace. */
const LEAST_SHARE = 0.9;

interface Watched {
	readonly deltas: number;
	readonly missed: number;
	readonly lost: number;
}

/**
 * What must not happen to viewers, a clause each.
 *
 * @param due deltas that were to reach them.
 */
export function crowdFaults({ deltas, missed, lost }: Watched, due: number): readonly string[] {
	return [
		...(deltas < LEAST_SHARE * due ? [`${deltas} of ${due} messages`] : []),
		...(missed > 0 ? [`${missed} messages missed`] : []),
		...(lost > 0 ? [`${lost} connections lost`] : []),
	];
}
