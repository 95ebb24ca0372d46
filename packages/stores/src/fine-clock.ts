/**
 * A wall clock with fractions of a millisecond, for times that are compared with those of other processes. It
 * follows the steps of the system's clock, which `performance.timeOrigin` does not.
 *
 * @returns milliseconds since the Unix epoch.
 */
export function fineClock(wholeMs = Date.now, steadyMs = () => performance.now()): () => number {
	let offsetMs = wholeMs() - steadyMs();
	return () => {
		const steady = steadyMs();
		const whole = wholeMs();
		// the wall clock was cut to whole milliseconds: the true time lies within the one that it shows
		const fine = Math.min(Math.max(steady + offsetMs, whole), whole + 0.999);
		offsetMs = fine - steady;
		return fine;
	};
}
