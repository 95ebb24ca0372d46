/**
 * `tell`, called at most once in `everyMs` milliseconds: at the first occasion at once, with `missed` telling how
 * many occasions were passed over since the last call. For log lines of troubles that come in crowds.
 *
 * @param nowMs milliseconds by a clock that does not jump.
 */
export function seldom<T>(
	everyMs: number,
	nowMs: () => number,
	tell: (occasion: T, missed: number) => void,
): (occasion: T) => void {
	let toldAtMs = Number.NEGATIVE_INFINITY;
	let missed = 0;
	return (occasion) => {
		const now = nowMs();
		if (now - toldAtMs < everyMs) {
			missed += 1;
			return;
		}
		toldAtMs = now;
		tell(occasion, missed);
		missed = 0;
	};
}
