import { randomUUID } from 'node:crypto';
import type { Json } from '@canario/contracts/merge-patch';
import type { Collection, Filter } from 'mongodb';
import type { Journal, JournalEntry } from '../journal.ts';
import { checkLimit } from '../records/check-arguments.ts';
import { checkSeq, checkStream, entryText, MAX_SEQ, notNext } from '../records/check-journal.ts';
import { DUPLICATE_KEY, type InsertReply } from './insert-reply.ts';
import { refused } from './mongo-errors.ts';
import type { MongoLink } from './mongo-link.ts';

interface EntryDocument {
	/** Stream and number: the one index that there is finds, orders and keeps apart. */
	readonly _id: string;
	readonly at: Date;
	/** JSON as text: keys that BSON or the server would take for something else stay what they are. */
	readonly data: string;
	/** Tells the document of a call whose answer was lost from that of another. */
	readonly attempt: string;
}

const DIGITS = String(MAX_SEQ).length;
const idOf = (stream: string, seq: number) => `${stream}/${String(seq).padStart(DIGITS, '0')}`;

/** The journal in MongoDB: a document for each entry. */
export function mongoJournal(link: MongoLink, collection: string, maxTimeMS: number): Journal {
	const documents: Collection<EntryDocument> = link.database.collection(collection);
	const find = async (filter: Filter<EntryDocument>, order: 1 | -1, limit: number) => {
		const found = documents.find(filter, { maxTimeMS }).sort({ _id: order }).limit(limit);
		return (await found.toArray()).map(fromDocument);
	};
	return {
		async append(stream, seq, data, atMs) {
			checkStream(stream);
			checkSeq(seq, 1);
			const text = entryText(data, atMs);
			const document = { _id: idOf(stream, seq), at: new Date(atMs), data: text, attempt: randomUUID() };
			await link.ask('append', async () => {
				// nothing is ever taken away, so what is there now is there for good
				if (seq > 1 && !(await isTaken(documents, idOf(stream, seq - 1), maxTimeMS)))
					throw notNext(stream, seq);
				if (!(await insertFirst(link, documents, document, maxTimeMS))) throw notNext(stream, seq);
			});
		},
		after: (stream, seq, limit) =>
			link.ask('reading on', async () => {
				checkStream(stream);
				checkSeq(seq, 0);
				checkLimit(limit);
				return find({ _id: { $gt: idOf(stream, seq), $lte: idOf(stream, MAX_SEQ) } }, 1, limit);
			}),
		tail: (stream, limit, beforeSeq) =>
			link.ask('reading back', async () => {
				checkStream(stream);
				if (beforeSeq !== undefined) checkSeq(beforeSeq, 1);
				checkLimit(limit);
				const end =
					beforeSeq === undefined ? { $lte: idOf(stream, MAX_SEQ) } : { $lt: idOf(stream, beforeSeq) };
				return find({ _id: { $gt: idOf(stream, 0), ...end } }, -1, limit);
			}),
	};
}

const isTaken = async (documents: Collection<EntryDocument>, _id: string, maxTimeMS: number) =>
	(await documents.findOne({ _id }, { maxTimeMS, projection: { _id: 1 } })) !== null;

/** Whether the document is the one of its id; a majority has it on its disks then. Safe to repeat. */
async function insertFirst(
	link: MongoLink,
	documents: Collection<EntryDocument>,
	document: EntryDocument,
	maxTimeMS: number,
): Promise<boolean> {
	const reply: InsertReply = await link.database.command({
		insert: documents.collectionName,
		documents: [document],
		writeConcern: { w: 'majority', j: true },
	});
	if (reply.writeConcernError) throw refused(link.hosts, reply.writeConcernError);
	const [error] = reply.writeErrors ?? [];
	if (!error) return true;
	if (error.code !== DUPLICATE_KEY) throw refused(link.hosts, error);
	const first = await documents.findOne({ _id: document._id }, { maxTimeMS });
	return first?.attempt === document.attempt;
}

const fromDocument = ({ _id, at, data }: EntryDocument): JournalEntry => ({
	seq: Number(_id.slice(_id.indexOf('/') + 1)),
	atMs: at.getTime(),
	data: JSON.parse(data) as Json,
});
