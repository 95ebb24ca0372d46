import { z } from 'zod';
import { METRICS } from './plan.ts';

/** `none`: there is nothing to compare with, for the other lane gets no traffic. */
export const VERDICTS = ['pass', 'fail', 'inconclusive', 'none'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One check at one look. Shares are 0 to 1, latencies milliseconds; what is not known is absent, also ends of intervals. */
export const checkResult = z.object({
	metric: z.enum(METRICS),
	kind: z.enum(['threshold', 'comparison']),
	verdict: z.enum(VERDICTS),
	/** Limit of the canary lane's value, or of its distance from the other's. */
	limit: z.number(),
	/** For comparisons whose limit is a part of the other lane's value. */
	ratio: z.boolean().optional(),
	/** Of the canary's lane, and of the other. */
	value: z.number().optional(),
	other: z.number().optional(),
	/** Interval of the value, or of the distance: always valid, whenever one looks; of the confidence that decides. */
	low: z.number().optional(),
	high: z.number().optional(),
	/** Samples of the canary's lane, and of the other. */
	of: z.number(),
	otherOf: z.number().optional(),
	/** Where undecided: about so many more samples of the canary's lane decide it, should things stay as they are. */
	needed: z.number().optional(),
	/** One line of why, in English. */
	why: z.string(),
});
export type CheckResult = z.infer<typeof checkResult>;
