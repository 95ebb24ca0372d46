import type { StoredVaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { InsertOutcome } from '../record-store.ts';
import { outcomeOfRepeat } from '../records/outcome-of-repeat.ts';
import { DUPLICATE_KEY, type InsertReply } from './insert-reply.ts';
import { refused } from './mongo-errors.ts';
import type { MongoLink } from './mongo-link.ts';
import { findByIds, type Source } from './record-queries.ts';
import { toDocument } from './vaccination-document.ts';

/** Stores the documents whose ids are free; one outcome each, in order. Safe to repeat. */
export async function insertDocuments(
	link: MongoLink,
	source: Source,
	documents: readonly StoredVaccination[],
): Promise<readonly InsertOutcome[]> {
	if (documents.length === 0) return [];
	// Of two with one id an unordered insert may take either, so only the first is sent.
	const sent = new Map<string, number>();
	for (const [index, { id }] of documents.entries()) if (!sent.has(id)) sent.set(id, index);
	const firsts = documents.filter(({ id }, index) => sent.get(id) === index);
	const taken = await insertFree(link, source, firsts);
	const stored = new Map(
		[...firsts, ...(await storedUnder(link, source, taken))].map((one) => [one.id, one]),
	);
	const refusedIds = new Set(taken);
	return documents.map((document, index): InsertOutcome => {
		const first = stored.get(document.id);
		if (!first || (sent.get(document.id) === index && !refusedIds.has(document.id)))
			return { outcome: 'stored' };
		return outcomeOfRepeat(first, document);
	});
}

/**
 * Stores those of the documents whose ids are free. When it resolves, to the ids that were taken, a majority
 * has them on its disks.
 *
 * The command itself rather than `insertMany`, which wraps what went wrong in an error that no longer tells a
 * lost connection from a refusal, and that carries the documents, names of people included.
 */
async function insertFree(
	link: MongoLink,
	{ documents: { collectionName } }: Source,
	documents: readonly StoredVaccination[],
): Promise<readonly string[]> {
	const reply: InsertReply = await link.database.command({
		insert: collectionName,
		documents: documents.map(toDocument),
		ordered: false,
		writeConcern: { w: 'majority', j: true },
	});
	if (reply.writeConcernError) throw refused(link.hosts, reply.writeConcernError);
	return (reply.writeErrors ?? []).map(({ index, code }) => {
		const id = documents[index]?.id;
		if (code !== DUPLICATE_KEY || id === undefined) throw refused(link.hosts, { code });
		return id;
	});
}

/** What is stored under ids that were found to be taken. */
async function storedUnder(link: MongoLink, source: Source, taken: readonly string[]) {
	if (taken.length === 0) return [];
	const found = await findByIds(source, taken);
	if (found.length === taken.length) return found;
	throw new ServiceError(
		'unavailable',
		`MongoDB at ${link.hosts} refused ids that it does not have: is there a unique index beside _id?`,
	);
}
