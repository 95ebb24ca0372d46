import type { Lane } from '@canario/contracts/lane';
import { documentOf, type StoredVaccination, type Vaccination } from '@canario/contracts/vaccination';
import { countedOf, lastOnes } from '../count-documents.ts';
import type { Delivery, Settled } from '../green-stream.ts';
import type { Live } from '../stores.ts';

/** What a test run needs from an adapter: an empty store, and ways to let time pass and to let go. */
export interface OpenedLive {
	readonly live: Live;
	/** Makes at least `ms` milliseconds pass for the adapter. */
	elapse(ms: number): Promise<void>;
	close(): Promise<void>;
}

/** A vaccination as the entry lets it in. */
export const vaccinationOf = (id: string, over: Partial<Vaccination> = {}): Vaccination => ({
	id,
	name: 'Ángela Xol Caal',
	location: 'Alta Verapaz',
	age: 34,
	vaccine_type: 'Moderna',
	n_dose: 1,
	department: '16',
	accepted_at: 1_000,
	...over,
});

/** `count` vaccinations with ids of their own. */
export const vaccinations = (count: number, prefix = 'v') =>
	Array.from({ length: count }, (_, index) => vaccinationOf(`${prefix}-${index}`));

/** A vaccination as the record store keeps it. */
export const storedAs = (vaccination: Vaccination, storedAtMs: number, lane: Lane = 'green') =>
	documentOf(vaccination, lane, storedAtMs);

export const parse = ({ payload }: Delivery): Vaccination => JSON.parse(payload) as Vaccination;

export const idsOf = (deliveries: readonly Delivery[]) => deliveries.map((delivery) => parse(delivery).id);

/** Arguments of `settle` for deliveries that were all stored at one time. */
export function storedNow(deliveries: readonly Delivery[], storedAtMs: number) {
	const documents = deliveries.map((delivery) => storedAs(parse(delivery), storedAtMs));
	const settled = deliveries.map(({ entryId }): Settled => ({ entryId, result: 'stored' }));
	return [settled, documents.length > 0 ? [countedOf(documents)] : [], lastOnes(documents)] as const;
}

/** Counts documents as a writer does that stored them in one batch. */
export async function countDocuments(
	{ statistics }: Live,
	documents: readonly StoredVaccination[],
): Promise<void> {
	await statistics.count([countedOf(documents)], lastOnes(documents));
}

/** Builds the statistics of an empty record store, with a cut before all documents of a test. */
export async function build({ statistics }: Live, cutMs = 1): Promise<void> {
	await statistics.beginRebuild(cutMs);
	await statistics.finishRebuild(cutMs, new Map(), []);
}
