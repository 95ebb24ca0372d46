/**
 * A right that one process of all has at a time. Adapters: the live store, and a Lease of Kubernetes; both pass
 * `contract/lease.contract.ts`. One of these is of one process.
 */
export interface Lease {
	/**
	 * Takes the right for so many milliseconds from when it was asked, or prolongs it; false while another has it. Rejects as
	 * its keeper does: then it may have been taken or prolonged all the same.
	 */
	take(forMs: number): Promise<boolean>;

	/** Gives it back before its time, so that another may take it at once; what another has stays theirs. */
	release(): Promise<void>;
}
