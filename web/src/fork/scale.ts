/** Milliseconds of a request's life that pass in a second on the screen, from slow motion to fast. */
export const STEPS_MS = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

/** Shown where nothing was measured yet. */
export const USUAL_STEP_MS = 20;

/** The slowest p95 of the lanes should take at most this long on the screen, seconds. */
const LONGEST_S = 4.5;

/** A step is kept while the slowest p95 takes between these on the screen, seconds: no flicker at the edge. */
const KEPT_S = { from: 1.5, to: 6 } as const;

/**
 * How many milliseconds of a request's life a second on the screen stands for. It follows the slowest of
 * `p95Ms` so that it can be watched, and stays at `current` as long as that is still so.
 */
export function chooseStep(p95Ms: readonly (number | undefined)[], current?: number): number {
	const known = p95Ms.filter((ms) => ms !== undefined && ms > 0) as number[];
	if (known.length === 0) return current ?? USUAL_STEP_MS;
	const slowestMs = Math.max(...known);
	if (current !== undefined) {
		const seconds = slowestMs / current;
		if (seconds >= KEPT_S.from && seconds <= KEPT_S.to) return current;
	}
	return (
		STEPS_MS.find((step) => slowestMs / step <= LONGEST_S) ?? STEPS_MS[STEPS_MS.length - 1] ?? USUAL_STEP_MS
	);
}
