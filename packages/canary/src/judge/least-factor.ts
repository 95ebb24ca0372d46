/** Beyond this nobody waits for it. */
const MOST = 2 ** 24;
/** Forecasts are told with two digits. */
const PRECISION = 1.005;

/**
 * The least factor from 1 at which something is so, about; by doubling, then by halving the ratio between the last two.
 * `undefined` when it is not even at sixteen million.
 */
export function leastFactor(isSo: (factor: number) => boolean): number | undefined {
	if (isSo(1)) return 1;
	let high = 2;
	while (!isSo(high)) {
		high *= 2;
		if (high > MOST) return undefined;
	}
	let low = high / 2;
	while (high / low > PRECISION) {
		const middle = Math.sqrt(low * high);
		if (isSo(middle)) high = middle;
		else low = middle;
	}
	return high;
}
