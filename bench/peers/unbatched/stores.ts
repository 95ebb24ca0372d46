import type { StoredVaccination, Vaccination } from '@canario/contracts/vaccination';

/** What an unbatched platform asks of its stores: one record at a time. */
export interface PeerStores {
	/** On the disk when it resolves, with the write concern that Canario asks for. */
	insert(document: StoredVaccination): Promise<void>;
	/** Counts one document in the live statistics. */
	count(document: StoredVaccination): Promise<void>;
	/** Appends to green's queue and wakes its reader; on the disk when it resolves. */
	append(vaccination: Vaccination): Promise<void>;
	/** Hands what is in the queue to `store`, one after the other, and takes out what is stored. Does not end. */
	consume(store: (vaccination: Vaccination) => Promise<void>): Promise<never>;
	/** Entries in the queue. */
	waiting(): Promise<number>;
}

/** The counters that a document adds one to; Canario keeps more. */
export const countersOf = ({ lane, department, n_dose }: StoredVaccination) => [
	`lane:${lane}`,
	`department:${department}`,
	`dose:${n_dose}`,
];
