import { OTHER } from '@canario/contracts/departments';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { VACCINES } from '@canario/contracts/vaccines';
import type { Filter } from 'mongodb';
import type { RecordFilter, RecordPlace } from '../record-store.ts';
import type { Bounds } from '../records/bounds.ts';
import type { Source } from './record-queries.ts';
import { fromDocument, type VaccinationDocument } from './vaccination-document.ts';

type Query = Filter<VaccinationDocument>;

const NEWEST_FIRST = { stored_at: -1, _id: -1 } as const;

/**
 * A place at which some `nth` documents within bounds, a moment's more or less, have been passed; undefined when
 * there are fewer. Between two moments, so that the next piece is one range of the index.
 */
export async function placeAfter(
	{ documents, maxTimeMS }: Source,
	bounds: Bounds,
	nth: number,
): Promise<RecordPlace | undefined> {
	// Answered by the index alone.
	const found = documents.find(olderMoments(bounds), { maxTimeMS, projection: { stored_at: 1, _id: 1 } });
	const [one] = await found
		.sort(NEWEST_FIRST)
		.skip(nth - 1)
		.limit(1)
		.toArray();
	return one && { storedAtMs: one.stored_at.getTime(), id: '' };
}

/** The first documents within bounds that agree with a filter, newest first. */
export async function matching(
	source: Source,
	filter: RecordFilter,
	bounds: Bounds,
	limit: number,
): Promise<readonly StoredVaccination[]> {
	const ties = restOfMoment(bounds);
	const first = ties ? await newest(source, { ...ties, ...agreeing(filter) }, limit) : [];
	if (first.length === limit) return first;
	const older = { ...olderMoments(bounds), ...agreeing(filter) };
	return [...first, ...(await newest(source, older, limit - first.length))];
}

async function newest({ documents, maxTimeMS }: Source, query: Query, limit: number) {
	const found = documents.find(query, { maxTimeMS }).sort(NEWEST_FIRST).limit(limit);
	return (await found.toArray()).map(fromDocument);
}

// Two queries with one range of the index each: one with both in an $or is answered by way of a detour, or by a
// look at everything.

/** What is left of the moment in which the bounds begin. */
function restOfMoment({ after, upTo }: Bounds): Query | undefined {
	if (!after || after.id === '' || after.storedAtMs < upTo.storedAtMs) return undefined;
	return { stored_at: new Date(after.storedAtMs), _id: { $lt: after.id } };
}

/** All of the moments before that one. */
function olderMoments({ after, upTo }: Bounds): Query {
	const $gte = new Date(upTo.storedAtMs);
	return { stored_at: after ? { $gte, $lt: new Date(after.storedAtMs) } : { $gte } };
}

/** That a document agrees with a filter, times aside: those are bounds. */
const agreeing = ({ lane, department, vaccine, dose, ages, source }: RecordFilter): Query => ({
	...(lane !== undefined && { lane }),
	...(department !== undefined && { department }),
	...(vaccine !== undefined && { vaccine_type: vaccine === OTHER ? { $nin: [...VACCINES] } : vaccine }),
	...(dose !== undefined && { n_dose: dose }),
	...(ages !== undefined && { age: { $gte: ages.from, $lte: ages.to } }),
	...(source !== undefined && { source: source === 'visitor' ? source : { $exists: false } }),
});
