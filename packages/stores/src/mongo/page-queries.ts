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

/** The place of the `nth` document (1 is the first) within bounds; undefined when there are fewer. */
export async function placeOf(
	{ documents, maxTimeMS }: Source,
	bounds: Bounds,
	nth: number,
): Promise<RecordPlace | undefined> {
	// Answered by the index alone.
	const found = documents.find(within(bounds), { maxTimeMS, projection: { stored_at: 1, _id: 1 } });
	const [one] = await found
		.sort(NEWEST_FIRST)
		.skip(nth - 1)
		.limit(1)
		.toArray();
	return one && { storedAtMs: one.stored_at.getTime(), id: one._id };
}

/** The first documents within bounds that agree with a filter, newest first. */
export async function matching(
	{ documents, maxTimeMS }: Source,
	filter: RecordFilter,
	bounds: Bounds,
	limit: number,
): Promise<readonly StoredVaccination[]> {
	const query = { ...within(bounds), ...agreeing(filter) };
	const found = documents.find(query, { maxTimeMS }).sort(NEWEST_FIRST).limit(limit);
	return (await found.toArray()).map(fromDocument);
}

/** A range of the index by time, but for the few documents of its first and its last moment that lie outside. */
function within({ after, upTo }: Bounds): Query {
	const earliest = new Date(upTo.storedAtMs);
	const older: Query = { stored_at: earliest, _id: { $lt: upTo.id } };
	if (!after) return { stored_at: { $gte: earliest }, $nor: [older] };
	const latest = new Date(after.storedAtMs);
	return {
		stored_at: { $gte: earliest, $lte: latest },
		$nor: [older, { stored_at: latest, _id: { $gte: after.id } }],
	};
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
