import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { Formats } from '../i18n/formats.ts';

/** What figures are written of. */
type Measured = Pick<CheckResult, 'metric' | 'kind' | 'limit'> &
	Partial<Pick<CheckResult, 'ratio' | 'value' | 'other' | 'low' | 'high'>>;

/** The figures of a check as they are written; what is not known is absent. */
export interface CheckFigures {
	/** What is held against the limit: the lane's value, or its distance from the other's. */
	readonly value?: string;
	/** Of comparisons: both lanes' values. */
	readonly own?: string;
	readonly other?: string;
	readonly low?: string;
	readonly high?: string;
	readonly limit: string;
}

/** What is held against the limit, as a number. */
export function measuredOf({ kind, ratio, value, other }: Omit<Measured, 'metric'>): number | undefined {
	if (kind === 'threshold' || value === undefined) return value;
	if (other === undefined) return undefined;
	if (!ratio) return value - other;
	return other === 0 ? undefined : value / other - 1;
}

const isShare = ({ metric }: Measured) =>
	metric === 'error-rate' || metric === 'loss' || metric === 'conflict';

/** @param points writes percentage points. */
export function figuresOf(
	check: Measured,
	formats: Pick<Formats, 'percent' | 'duration' | 'decimal'>,
	points: (value: string) => string,
): CheckFigures {
	const { kind, ratio, value, other, low, high, limit } = check;
	const plain = (of: number) => (isShare(check) ? percent(of, formats) : formats.duration(of));
	const signed = (written: string, of: number) => (of > 0 ? `+${written}` : written.replace('-', '−'));
	const distance = (of: number) => {
		if (ratio) return signed(percent(of, formats), of);
		if (isShare(check)) return signed(points(formats.decimal(100 * of, digitsOf(100 * of))), of);
		return signed(of < 0 ? `-${formats.duration(-of)}` : formats.duration(of), of);
	};
	const write = kind === 'threshold' ? plain : distance;
	const measured = measuredOf(check);
	return {
		limit: write(limit),
		...(measured !== undefined && { value: write(measured) }),
		...(kind === 'comparison' && value !== undefined && { own: plain(value) }),
		...(kind === 'comparison' && other !== undefined && { other: plain(other) }),
		...(low !== undefined && { low: write(low) }),
		...(high !== undefined && { high: write(high) }),
	};
}

const percent = (of: number, formats: Pick<Formats, 'percent'>) => formats.percent(of, digitsOf(100 * of));

/** As many decimals as tell a small figure from none: none for whole ones. */
function digitsOf(value: number): number {
	const size = Math.abs(value);
	if (Number.isInteger(Number(value.toFixed(6)))) return 0;
	return size < 0.1 ? 3 : size < 1 ? 2 : 1;
}
