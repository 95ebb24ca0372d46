import type { StoredVaccination } from '@canario/contracts/vaccination';
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
}

interface Ports {
	readonly insert: RecordStore['insert'];
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	readonly maxDeliveries: number;
}

/**
 * Stores what can be stored of `deliveries`, in one batch, and tells how each ended. Rejects as
 * RecordStore.insert does; nothing is settled then and the call may be repeated.
 */
export async function storeDeliveries(
	deliveries: readonly Delivery[],
	{ insert, nowMs, maxDeliveries }: Ports,
): Promise<Settlement> {
	const storedAtMs = nowMs();
	const storable: Storable[] = [];
	const settled: Settled[] = [];
	for (const delivery of deliveries) {
		const judged = judge(delivery, storedAtMs, maxDeliveries);
		if ('document' in judged) storable.push(judged);
		else settled.push(deadLetter(delivery, judged.reason));
	}
	const outcomes = storable.length === 0 ? [] : await insert(storable.map(({ document }) => document));
	const counted: StoredVaccination[] = [];
	for (const [index, { delivery, document }] of storable.entries()) {
		const outcome = outcomes[index] as InsertOutcome;
		settled.push(settledBy(outcome, delivery));
		const first = firstStored(outcome, document);
		if (first) counted.push(first);
	}
	return {
		settled,
		batches: byStoredAt(counted).map(countedOf),
		last: lastOnes(counted),
		acceptedAtMs: counted.map(({ accepted_at }) => accepted_at),
	};
}

/** A delivery that is put aside. */
export function deadLetter({ entryId, payload }: Delivery, dead: string, conflict = false): Settled {
	return { entryId, result: { dead, payload, conflict } };
}

function settledBy(outcome: InsertOutcome, delivery: Delivery): Settled {
	if (outcome.outcome === 'conflict') {
		return deadLetter(delivery, 'conflict: this id is stored with another vaccination', true);
	}
	const ours = outcome.outcome === 'stored' || outcome.sameAttempt;
	return { entryId: delivery.entryId, result: ours ? 'stored' : 'repeat' };
}

/**
 * The document as it was first stored, where this acceptance stored it: now, or in an earlier try that died
 * before it could count (settling and counting are one step, so what is delivered again was not counted).
 */
function firstStored(outcome: InsertOutcome, document: StoredVaccination): StoredVaccination | undefined {
	if (outcome.outcome === 'stored') return document;
	if (outcome.outcome === 'duplicate' && outcome.sameAttempt)
		return { ...document, stored_at: outcome.storedAtMs };
	return undefined;
}

function byStoredAt(documents: readonly StoredVaccination[]): readonly (readonly StoredVaccination[])[] {
	return [...Map.groupBy(documents, ({ stored_at }) => stored_at).values()];
}
