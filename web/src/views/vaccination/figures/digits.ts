/** Decimals that show `value` with at least two figures that say something: 41.2, 3.41, 0.034. At most 6. */
export function digitsFor(value: number): number {
	if (value === 0) return 0;
	const exponent = Math.floor(Math.log10(Math.abs(value)));
	if (exponent >= 1) return 1;
	return Math.min(6, exponent === 0 ? 2 : 1 - exponent);
}
