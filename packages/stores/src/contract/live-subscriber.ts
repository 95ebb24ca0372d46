import { type StoredVaccination, sameContent } from '@canario/contracts/vaccination';
import { countedOf, lastOnes } from '../count-documents.ts';
import type { Delivery, Settled } from '../green-stream.ts';
import { parse, storedAs } from './live-fixtures.ts';

/** What a subscriber tells the stream: the arguments of `settle`. */
export type Settlement = ReturnType<typeof storeDeliveries>;

/** Stores deliveries in `documents`, a record store, as a subscriber does. */
export function storeDeliveries(
	deliveries: readonly Delivery[],
	documents: Map<string, StoredVaccination>,
	nowMs: number,
) {
	const settled: Settled[] = [];
	const stored: StoredVaccination[] = [];
	for (const delivery of deliveries) {
		const { entryId, payload } = delivery;
		const document = storedAs(parse(delivery), nowMs);
		const first = documents.get(document.id);
		if (first && !sameContent(first, document)) {
			settled.push({ entryId, result: { dead: 'conflict', payload, conflict: true } });
			continue;
		}
		const ours = !first || first.accepted_at === document.accepted_at;
		settled.push({ entryId, result: ours ? 'stored' : 'repeat' });
		if (!first) documents.set(document.id, document);
		if (ours) stored.push(first ?? document);
	}
	const batches = [...Map.groupBy(stored, ({ stored_at }) => stored_at).values()].map(countedOf);
	return [settled, batches, lastOnes(stored)] as const;
}
