import type { StoredVaccination } from '@canario/contracts/vaccination';
import type { Collection, Document } from 'mongodb';
import type { DocumentGroup } from '../record-store.ts';
import type { Span } from '../records/in-windows.ts';
import type { Counted, SlotCount } from '../records/sums.ts';
import { fromDocument, type VaccinationDocument } from './vaccination-document.ts';

/** SecantusDB compares each document with each id that is asked for, so that ten times as many cost a hundredfold. */
const IDS_AT_ONCE = 100;

/** What is asked, and how long the server may work on an answer. */
export interface Source {
	readonly documents: Collection<VaccinationDocument>;
	/** Milliseconds. */
	readonly maxTimeMS: number;
}

/** Counts the documents of a span of time in some way. */
export type Query<Row> = (source: Source, span: Span) => Promise<readonly Row[]>;

/** Those of the ids that are stored. */
export async function findByIds({ documents, maxTimeMS }: Source, ids: readonly string[]) {
	const found: StoredVaccination[] = [];
	const different = [...new Set(ids)];
	for (let n = 0; n < different.length; n += IDS_AT_ONCE) {
		const _id = { $in: different.slice(n, n + IDS_AT_ONCE) };
		found.push(...(await documents.find({ _id }, { maxTimeMS }).map(fromDocument).toArray()));
	}
	return found;
}

/** The last `stored_at` before a time; undefined when there is none. */
export async function lastBefore({ documents, maxTimeMS }: Source, beforeMs: number) {
	const found = documents.find({ stored_at: { $lt: new Date(beforeMs) } }, { maxTimeMS });
	const [last] = await found.sort({ stored_at: -1 }).limit(1).toArray();
	return last?.stored_at.getTime();
}

/** All, in one number. */
export const countAll: Query<Counted> = (source, span) => aggregate(source, span, [{ $count: 'count' }]);

/** By all that the statistics count by. */
export const countGroups: Query<DocumentGroup> = (source, span) => {
	const fields = ['lane', 'department', 'vaccine_type', 'age', 'n_dose', 'source'];
	return aggregate(source, span, countedBy(Object.fromEntries(fields.map((field) => [field, `$${field}`]))));
};

/** By lane and time slot of `slotMs` milliseconds. */
export const countSlots =
	(slotMs: number): Query<SlotCount> =>
	(source, span) => {
		const slot = { $floor: { $divide: [{ $toLong: '$stored_at' }, slotMs] } };
		return aggregate(source, span, countedBy({ slot, lane: '$lane' }));
	};

const countedBy = (key: Document): Document[] => [
	{ $group: { _id: key, count: { $sum: 1 } } },
	{ $replaceRoot: { newRoot: { $mergeObjects: ['$_id', { count: '$count' }] } } },
];

function aggregate<Row extends Document>(
	{ documents, maxTimeMS }: Source,
	{ fromMs, beforeMs }: Span,
	stages: Document[],
): Promise<Row[]> {
	const match = { $match: { stored_at: { $gte: new Date(fromMs), $lt: new Date(beforeMs) } } };
	return documents.aggregate<Row>([match, ...stages], { maxTimeMS, batchSize: 10_000 }).toArray();
}
