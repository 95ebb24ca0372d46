import { parseDuration } from '@canario/service-kit/duration';
import { z } from 'zod';
import { LATENCY_DISTANCE_FORM, LATENCY_FORM } from './amounts.ts';

/** A text of a form; of one that has it not nothing else is said. */
export const written = (form: string, expected: string) =>
	z.string().regex(new RegExp(form), { error: `expected ${expected}`, abort: true });

const LONGEST = 'expected at most 24 days';

/** Whether a duration that has its form is one that timers can wait; of at least so many milliseconds. */
function lasts(text: string, leastMs = 0): boolean {
	try {
		return parseDuration(text) >= leastMs;
	} catch {
		return false;
	}
}

export const duration = (what: string) =>
	written('^\\d+(\\.\\d+)?(ms|s|m|h)$', 'a duration such as 30s or 5m')
		.refine((text) => lasts(text), LONGEST)
		.describe(what);

/** A duration that is not 0. */
export const pause = (what: string) =>
	duration(what).refine((text) => lasts(text, 1), 'expected 1ms or more');

export const risk = (what: string) =>
	written('^\\d+(\\.\\d+)?%$', 'a chance such as 1%')
		.refine(
			(text) => Number.parseFloat(text) > 0 && Number.parseFloat(text) < 50,
			'expected more than 0% and less than 50%',
		)
		.describe(what);

export const latency = written(LATENCY_FORM, 'a time such as 250ms').refine((text) => lasts(text), LONGEST);

export const latencyDistance = written(LATENCY_DISTANCE_FORM, 'a distance such as +50ms or 10%').refine(
	(text) => /(%|^\+?0)$/.test(text) || lasts(text.replace(/^\+/, '')),
	LONGEST,
);

/** Whether a URL names nobody who logs in. */
export const isAnonymous = (text: string): boolean => {
	const url = URL.parse(text);
	return url?.username === '' && url.password === '';
};
