import type { StoredVaccination, Vaccination } from '@canario/contracts/vaccination';
import { countedOf, lastOnes } from '@canario/stores/count-documents';
import type { Delivery, Settled } from '@canario/stores/green-stream';
import type { Counted, LastOne } from '@canario/stores/live-statistics';
import type { InsertOutcome, RecordStore } from '@canario/stores/record-store';
import { judge, type Storable } from './judge.ts';

/** What is to be booked and counted once the deliveries are safe. */
export interface Settlement {
	readonly settled: readonly Settled[];
	readonly batches: readonly Counted[];
	readonly last: readonly LastOne[];
	/** When those that are stored now were let in at the entry, ms since the epoch. */
	readonly acceptedAtMs: readonly number[];
	/** The traced ones among those that are stored now. */
	readonly traced: readonly Vaccination[];
}

interface Ports {
	readonly insert: RecordStore['insert'];
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	/** What was handed out more often is given up untried. */
	readonly giveUpAfter: number;
	/** The `stored_at` of each try to store these deliveries; a try adds its own. */
	readonly triedAtMs: Set<number>;
	/**
	 * What the same acceptance is that somebody else has stored: an entry that stands twice in the stream is
	 * booked as a `repeat`; a broadcast that every subscriber hears is another's business (`ignore`).
	 */
	readonly twins: 'repeat' | 'ignore';
}

/**
 * Stores what can be stored of `deliveries`, in one batch, and tells how each ended. Rejects as
 * RecordStore.insert does; nothing is settled then and the call may be repeated.
 */
export async function storeDeliveries(
	deliveries: readonly Delivery[],
	{ insert, nowMs, giveUpAfter, triedAtMs, twins }: Ports,
): Promise<Settlement> {
	const storedAtMs = nowMs();
	triedAtMs.add(storedAtMs);
	const storable: Storable[] = [];
	const settled: Settled[] = [];
	for (const delivery of deliveries) {
		const judged = judge(delivery, storedAtMs, giveUpAfter);
		if ('document' in judged) storable.push(judged);
		else settled.push(deadLetter(delivery, judged.reason));
	}
	const outcomes = storable.length === 0 ? [] : await insert(storable.map(({ document }) => document));
	const counted = new Map<string, StoredVaccination>();
	for (const [index, { delivery, document }] of storable.entries()) {
		const outcome = outcomes[index] as InsertOutcome;
		const first = counted.has(document.id)
			? undefined
			: firstStored(outcome, { delivery, document }, triedAtMs);
		if (first) counted.set(document.id, first);
		if (!first && twins === 'ignore' && outcome.outcome === 'duplicate' && outcome.sameAttempt) continue;
		settled.push(settledBy(outcome, delivery, first !== undefined));
	}
	return settlementOf(settled, [...counted.values()], tracedAmong(storable, counted));
}

/** The traced ones whose own acceptance was stored. */
function tracedAmong(
	storable: readonly Storable[],
	counted: ReadonlyMap<string, StoredVaccination>,
): readonly Vaccination[] {
	const traced: Vaccination[] = [];
	for (const { vaccination } of storable) {
		if (vaccination.traced === undefined) continue;
		if (counted.get(vaccination.id)?.accepted_at === vaccination.accepted_at) traced.push(vaccination);
	}
	return traced;
}

function settlementOf(
	settled: readonly Settled[],
	counted: readonly StoredVaccination[],
	traced: readonly Vaccination[],
): Settlement {
	return {
		settled,
		batches: byStoredAt(counted).map(countedOf),
		last: lastOnes(counted),
		acceptedAtMs: counted.map(({ accepted_at }) => accepted_at),
		traced,
	};
}

/** A delivery that is put aside. */
export function deadLetter({ entryId, payload }: Delivery, dead: string, conflict = false): Settled {
	return { entryId, result: { dead, payload, conflict } };
}

function settledBy({ outcome }: InsertOutcome, delivery: Delivery, ours: boolean): Settled {
	if (outcome === 'conflict') {
		return deadLetter(delivery, 'conflict: this id is stored with another vaccination', true);
	}
	return { entryId: delivery.entryId, result: ours ? 'stored' : 'repeat' };
}

/**
 * The document as it was first stored, where this delivery stored it: now, or in an earlier try that could not
 * count it any more (settling and counting are one step, so what is delivered again was not counted). An entry
 * that stands twice in the stream, for green lost its answer to the first, is a repeat the second time: its
 * document is neither of a try of ours nor of one that died before it settled.
 */
function firstStored(
	outcome: InsertOutcome,
	{ delivery, document }: Pick<Storable, 'delivery' | 'document'>,
	triedAtMs: ReadonlySet<number>,
): StoredVaccination | undefined {
	if (outcome.outcome === 'stored') return document;
	if (outcome.outcome === 'conflict' || !outcome.sameAttempt) return undefined;
	const ours = delivery.deliveries > 1 || triedAtMs.has(outcome.storedAtMs);
	return ours ? { ...document, stored_at: outcome.storedAtMs } : undefined;
}

function byStoredAt(documents: readonly StoredVaccination[]): readonly (readonly StoredVaccination[])[] {
	return [...Map.groupBy(documents, ({ stored_at }) => stored_at).values()];
}
