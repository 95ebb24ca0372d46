import type { ByLane, Lane } from '@canario/contracts/lane';
import type { RampPlan } from '@canario/traffic-split/ramp';
import { msOf, numberOf, type Span } from '../form/span.ts';

/** A ramp as it stands in the form. */
export interface RampDraft {
	readonly lane: Lane;
	/** Per cent. */
	readonly to: string;
	/** Percentage points. */
	readonly step: string;
	readonly every: Span;
}

/** The steps that the terminal takes too, all the way to the lane that has less. @param has per cent of each lane. */
export const usualRamp = (has: ByLane<number>): RampDraft => ({
	lane: has.green <= has.blue ? 'green' : 'blue',
	...{ to: '100', step: '10', every: { text: '30', unit: 's' } },
});

/** Parts of a draft that cannot be used. */
export type Wrong = 'to' | 'step' | 'every';

/** The longest pause that a browser can wait, milliseconds (24 days). */
const LONGEST_MS = 2 ** 31 - 1;

/** What a draft asks for, but for its reason; or what of it cannot be used. */
export function rampOf({
	lane,
	to,
	step,
	every,
}: RampDraft): Omit<RampPlan, 'reason'> | { readonly wrong: readonly Wrong[] } {
	const percent = wholeOf(to, 0);
	const points = wholeOf(step, 1);
	const everyMs = msOf(every);
	const tooLong = everyMs !== undefined && everyMs > LONGEST_MS;
	if (percent !== undefined && points !== undefined && everyMs !== undefined && !tooLong) {
		return { lane, percent, step: points, everyMs };
	}
	const wrong = { to: percent === undefined, step: points === undefined };
	const names = (['to', 'step'] as const).filter((name) => wrong[name]);
	return { wrong: [...names, ...(everyMs === undefined || tooLong ? (['every'] as const) : [])] };
}

function wholeOf(text: string, least: number): number | undefined {
	const value = numberOf(text);
	const good = value !== undefined && Number.isInteger(value) && value >= least && value <= 100;
	return good ? value : undefined;
}
