import { z } from 'zod';
import { AGE_GROUPS, type AgeGroup } from './age-group.ts';
import { LANES, type Lane } from './lane.ts';

/** Most rows in a page. */
const MAX_PAGE = 100;

const moment = z.coerce.number().int().nonnegative();

/** The query string of `GET /api/records`; what is absent does not filter. Times: ms since the Unix epoch. */
export const recordsQuery = z.strictObject({
	lane: z.enum(LANES).optional(),
	/** INE code, or "other". */
	department: z.string().min(1).max(8).optional(),
	/** Usual name, or "other". */
	vaccine: z.string().min(1).max(40).optional(),
	dose: z.coerce.number().int().min(1).max(10).optional(),
	ageGroup: z.enum(AGE_GROUPS).optional(),
	/** Only what viewers sent from the page, or only what they did not send. */
	source: z.enum(['visitor', 'traffic']).optional(),
	/** Stored at or after. */
	from: moment.optional(),
	/** Stored before. */
	before: moment.optional(),
	/** `next` of the page before. */
	cursor: z.string().min(1).max(80).optional(),
	limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

export type RecordsQuery = z.infer<typeof recordsQuery>;

/** A stored vaccination as anybody may see it. */
export interface PublicRecord {
	/** Tells rows apart; says nothing about the id. */
	readonly key: string;
	readonly lane: Lane;
	readonly department: string;
	readonly vaccine: string;
	readonly dose: number;
	readonly ageGroup: AgeGroup;
	readonly source: 'visitor' | 'traffic';
	/** Milliseconds since the Unix epoch. */
	readonly acceptedAtMs: number;
	readonly storedAtMs: number;
}

/** The answer of `GET /api/records`: newest first. */
export interface RecordsPage {
	readonly records: readonly PublicRecord[];
	/** Give it as `cursor` for what is older; absent at the end. */
	readonly next?: string;
	/**
	 * A page is looked for in bounded time: when little matches it may come with fewer rows than asked for, or
	 * none, and still have a `next`. Down to here everything has been looked at, ms since the epoch.
	 */
	readonly searchedToMs?: number;
}
