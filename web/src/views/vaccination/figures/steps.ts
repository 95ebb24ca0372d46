/** How many tones the map has, besides "nothing". */
export const TONES = 5;

/** Tones of the map: tone 1 reaches from above 0 up to and with `step`, tone 2 up to 2 × `step`, and so on. */
export interface Steps {
	/** Width of a tone, in the unit of the values. */
	readonly step: number;
	/** Decimals that tell one bound from the next. */
	readonly decimals: number;
}

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/**
 * Equal steps of round numbers whose last tone holds the largest of `values`: tiny shares get a scale of their
 * own, and the scale stays while the largest stays within it. Undefined when nothing is above 0.
 */
export function stepsFor(values: readonly number[]): Steps | undefined {
	const most = Math.max(0, ...values);
	if (most === 0) return undefined;
	const exact = most / TONES;
	const exponent = Math.floor(Math.log10(exact));
	// Scaled by a whole power of ten, so that 0.3 / 0.1 is not 2.9999999999999996.
	const scaled = exponent < 0 ? exact * 10 ** -exponent : exact / 10 ** exponent;
	const nice = NICE.find((candidate) => candidate >= scaled - 1e-9) ?? 10;
	const decimals = Math.max(0, -exponent + (nice === 10 ? -1 : Number.isInteger(nice) ? 0 : 1));
	return { step: Number(`${nice}e${exponent}`), decimals };
}

/** The tone of `value`: 0 for nothing, else 1 to TONES. */
export function toneOf(value: number, steps: Steps | undefined): number {
	if (!steps || value <= 0) return 0;
	return Math.min(TONES, Math.max(1, Math.ceil(value / steps.step - 1e-9)));
}
