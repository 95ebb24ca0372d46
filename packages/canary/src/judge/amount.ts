import { isShare } from '@canario/contracts/canary/plan';
import type { Estimate } from '@canario/statistics/interval';
import type { Question } from './question.ts';

/** How numbers of one kind are written: what they are multiplied by, and the unit after them. */
interface Unit {
	readonly scale: number;
	readonly name: string;
	/** Whether what is above 0 has a plus. */
	readonly signed: boolean;
}

const PERCENT: Unit = { scale: 100, name: '%', signed: false };
const POINTS: Unit = { scale: 100, name: 'pp', signed: true };
const MILLISECONDS: Unit = { scale: 1, name: 'ms', signed: false };
const MOST_DIGITS = 4;

/** Of a metric's values. */
export const unitOf = ({ metric }: Question): Unit => (isShare(metric) ? PERCENT : MILLISECONDS);

/** Of its distances from the other lane's. */
export function distanceUnitOf({ metric, ratio }: Question): Unit {
	if (ratio) return { ...PERCENT, signed: true };
	return isShare(metric) ? POINTS : { ...MILLISECONDS, signed: true };
}

/** A number with its unit: `0.4 %`. It has so many digits as it takes not to be 0. */
export function amount(number: number, unit: Unit): string {
	const value = number * unit.scale;
	return `${written(value, digitsFor({ value, ends: [], unit }))} ${unit.name}`;
}

/**
 * An estimate with its interval and its limit: `+2.7 pp [1.9, 3.6], limit +1 pp`. It has so many digits as it takes for
 * each number to stand on its side of the limit. Ends that are not known are `…`.
 */
export function againstLimit(estimate: Estimate, limit: number, unit: Unit): string {
	const { scale, name, signed } = unit;
	const [value, low, high] = [estimate.value * scale, estimate.low * scale, estimate.high * scale];
	// 0.05 in hundredths is 5.000000000000001 otherwise
	const bound = Number((limit * scale).toFixed(2 * MOST_DIGITS));
	const digits = digitsFor({ value, ends: [low, high], unit, bound });
	const interval = `[${written(low, digits)}, ${written(high, digits)}]`;
	return `${written(value, digits, signed)} ${name} ${interval}, limit ${written(bound, MOST_DIGITS, signed)} ${name}`;
}

interface Numbers {
	readonly value: number;
	readonly ends: readonly number[];
	readonly unit: Unit;
	readonly bound?: number;
}

function digitsFor({ value, ends, unit: { name, signed }, bound }: Numbers): number {
	const known = [value, ...ends].filter(Number.isFinite);
	let digits = known.some((number) => Math.abs(number) >= (name === 'ms' ? 10 : 100)) ? 0 : 1;
	const rounded = (number: number) => Number(number.toFixed(digits));
	const isTold = (number: number) => bound === undefined || rounded(number) > bound === number > bound;
	// a distance of about nothing may be written so, but one failure in a million is not none
	const isSeen = () => signed || !Number.isFinite(value) || value === 0 || rounded(value) !== 0;
	while (digits < MOST_DIGITS && !(isSeen() && known.every(isTold))) digits++;
	return digits;
}

function written(number: number, digits: number, signed = false): string {
	if (!Number.isFinite(number)) return '…';
	return new Intl.NumberFormat('en-US', {
		maximumFractionDigits: digits,
		signDisplay: signed ? 'exceptZero' : 'negative',
	})
		.format(number)
		.replace('-', '−');
}
