const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
	n: -9,
	u: -6,
	m: -3,
	'': 0,
	k: 3,
	M: 6,
	G: 9,
	T: 12,
	P: 15,
	E: 18,
};
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** A Kubernetes resource quantity, for example `500m`, `0.5`, `5e2` or `1k`. */
export interface Quantity {
	readonly value: number;
	/** The digits without point and suffix, which conversions that forget the unit take for the value: 500 for `500m`. */
	readonly unscaled: number;
}

/**
 * Reads a resource quantity; undefined where `text` is none.
 *
 * Grammar: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): Quantity | undefined {
	const found = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)([eE][+-]?\d{1,2}|[KMGTPE]i|[numkMGTPE]?)$/.exec(text);
	if (!found) return undefined;
	const [, sign, whole = '', decimals = '', suffix = ''] = found;
	const digits = Number(`${sign}${whole}${decimals}`);
	const power = BINARY.indexOf(suffix) + 1;
	if (power > 0) {
		const value = Number(`${sign}${whole || 0}.${decimals || 0}`) * 1024 ** power;
		return { value, unscaled: value };
	}
	const exponent = DECIMAL_EXPONENTS[suffix] ?? Number(suffix.slice(1));
	// read by the number parser, which rounds once, where 500 * 0.001 would round twice
	return { value: Number(`${digits}e${exponent - decimals.length}`), unscaled: digits };
}

/** `value` as a quantity: a whole number as it is, else in thousandths, `500m`; finer ones are rounded up, as Kubernetes does. */
export function quantityOf(value: number): number | string {
	if (Number.isInteger(value)) return value;
	const thousandths = thousandthsOf(value);
	return Number.isInteger(thousandths) ? `${thousandths}m` : `${Math.ceil(thousandths)}m`;
}

/** `value` times 1000, whole where `value` has at most three decimals. */
export function thousandthsOf(value: number): number {
	return Number(`${value}e3`) || value * 1000;
}
