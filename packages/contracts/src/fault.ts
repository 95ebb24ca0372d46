import { z } from 'zod';
import { LANES, type Lane } from './lane.ts';
import { presentEffects } from './present-effects.ts';
import { holdsControlCharacters } from './vaccination.ts';

/** A fault ends by itself: after so long where nothing is said, and after so long at most; milliseconds. */
const FAULT_DEFAULT_MS = 5 * 60_000;
const FAULT_MAX_MS = 60 * 60_000;
const FAULT_MIN_MS = 1_000;

/** Longest delay of an answer, milliseconds; beyond the entry's deadline it only means "no answer in time". */
export const MAX_DELAY_MS = 60_000;

/** Longest delay of a write, milliseconds: below the time after which another subscriber takes over (MIN_IDLE_MS). */
const MAX_DURABLE_DELAY_MS = 5_000;

const share = z.number().min(0, 'expected a share from 0 to 1').max(1, 'expected a share from 0 to 1');
const text = (max: number, min = 0) =>
	z
		.string()
		.min(min)
		.max(max)
		.refine((value) => !holdsControlCharacters(value), 'must not contain control characters');

const effects = {
	/** Share of the vaccinations that the lane answers with an error, 0 to 1. */
	errors: share.default(0),
	/** Before the lane takes what comes, milliseconds; `jitterMs` more or less, evenly. */
	delayMs: z.number().min(0).max(MAX_DELAY_MS).default(0),
	jitterMs: z.number().min(0).max(MAX_DELAY_MS).default(0),
	/** Before each write to the record store, milliseconds. */
	durableDelayMs: z.number().min(0).max(MAX_DURABLE_DELAY_MS).default(0),
	/** Share of what green's subscriber hears that it drops, 0 to 1; in the classroom mode only. */
	drop: share.default(0),
	/** The lane answers no vaccination at all. */
	hang: z.boolean().default(false),
};

/** What a fault does. */
export type FaultEffects = z.infer<z.ZodObject<typeof effects>>;

const doesSomething = (fault: FaultEffects) =>
	fault.hang || fault.errors + fault.delayMs + fault.jitterMs + fault.durableDelayMs + fault.drop > 0;

/** Body of `PUT /faults/:lane`. */
export const faultInput = z
	.strictObject({
		...effects,
		/** It ends after so long, milliseconds. */
		forMs: z.int().min(FAULT_MIN_MS).max(FAULT_MAX_MS).default(FAULT_DEFAULT_MS),
		reason: text(500).default(''),
		/** For whom the holder of the platform's own token acts. */
		by: text(64, 1).optional(),
	})
	.refine(doesSomething, 'a fault does something: errors, delayMs, durableDelayMs, drop or hang')
	.refine(({ delayMs, jitterMs }) => jitterMs <= delayMs, {
		path: ['jitterMs'],
		error: 'at most as much as delayMs',
	});

/** A lane that misbehaves on purpose, until its end. */
export const faultSchema = z.object({
	lane: z.enum(LANES),
	...effects,
	/** Milliseconds since the Unix epoch, by the clock of the entry that set it. */
	setAtMs: z.int().nonnegative(),
	/** When it ends by itself: milliseconds since the Unix epoch. */
	untilMs: z.int().nonnegative(),
	/** The operator who set it, and why. */
	by: text(100),
	reason: text(500),
});

export type Fault = z.infer<typeof faultSchema>;

/** What everybody may know of a fault; what it does not do is left out. */
export type PublicFault = { readonly lane: Lane; readonly untilMs: number } & {
	readonly [K in keyof FaultEffects]?: FaultEffects[K];
};

/** `fault` without its operator, its reason, and what it does not do. */
export const publicFault = (fault: Fault): PublicFault => ({
	...{ lane: fault.lane, untilMs: fault.untilMs },
	...presentEffects(fault),
});
