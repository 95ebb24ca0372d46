import { type ByLane, byLane } from '@canario/contracts/lane';
import { ServiceError } from '@canario/service-kit/service-error';
import { type Found, LOOKUP_AT_ONCE, type Lookup } from './lookup.ts';
import type { LedgerReading } from './read-ledger.ts';

/** How a ledger compares with what is stored. Counts are vaccinations. */
export interface Verification {
	/** Whether no promise is broken. */
	readonly ok: boolean;
	readonly acknowledged: number;
	/** Of the acknowledged: in the record store, by the lane that brought them there. */
	readonly stored: ByLane<number>;
	/** Of the acknowledged: set aside with a reason. */
	readonly deadLettered: number;
	/** Ids acknowledged but nowhere: a broken promise each. */
	readonly lost: readonly string[];
	readonly rejected: number;
	/** Ids refused with 4xx but stored: a broken promise each. */
	readonly rejectedButStored: readonly string[];
	/** Refused with 409: known with other content. */
	readonly conflicts: number;
	/** Of those without a verdict. */
	readonly unknown: { readonly stored: number; readonly notStored: number };
	/** Vaccinations of arrays without an answer, which cannot be looked up. */
	readonly nameless: number;
	/** Lines of the ledger that say nothing. */
	readonly unreadable: number;
	/** How long the last acknowledged ones were waited for. */
	readonly waitedMs: number;
}

export interface VerifyOptions {
	readonly lookup: Lookup;
	/** How long to wait for what is acknowledged but not stored yet (it is in green's stream), and for the API. */
	readonly waitMs: number;
	readonly now: () => number;
	readonly pause: (pauseMs: number) => Promise<void>;
	/** Told in words what is waited for, each time it is looked for again. */
	readonly onWaiting?: (forWhat: string) => void;
}

const LOOK_AGAIN_MS = 250;

/**
 * Looks for every id of a ledger: what was acknowledged must be stored or dead-lettered, what was refused must
 * not be stored, and what has no verdict may be either.
 *
 * @throws {ServiceError} as the lookup does, after `waitMs` where it is `unavailable`.
 */
export async function verifyLedger(reading: LedgerReading, options: VerifyOptions): Promise<Verification> {
	const { now } = options;
	const startMs = now();
	const deadlineMs = startMs + options.waitMs;
	const landed = new Map<string, Found>();
	let missing = reading.acknowledged;
	for (;;) {
		for (const found of await lookUpAll(missing, options, deadlineMs)) {
			// a repeat of what is stored may have been dead-lettered beside it
			if (landed.get(found.id)?.where !== 'stored') landed.set(found.id, found);
		}
		missing = missing.filter((id) => !landed.has(id));
		if (missing.length === 0 || now() >= deadlineMs) break;
		options.onWaiting?.(`${missing.length} acknowledged are not stored yet`);
		await options.pause(LOOK_AGAIN_MS);
	}
	const waitedMs = now() - startMs;
	// only now: what was wrongly let in would have come through the same stream
	const rejectedButStored = await idsFound(reading.rejected, options, deadlineMs);
	const unknownStored = (await idsFound(reading.unknown, options, deadlineMs)).length;
	const all = [...landed.values()];
	return {
		ok: missing.length === 0 && rejectedButStored.length === 0,
		acknowledged: reading.acknowledged.length,
		stored: byLane((lane) => all.filter((one) => one.where === 'stored' && one.lane === lane).length),
		deadLettered: all.filter(({ where }) => where === 'dead-lettered').length,
		lost: missing,
		rejected: reading.rejected.length,
		rejectedButStored,
		conflicts: reading.conflicts.length,
		unknown: { stored: unknownStored, notStored: reading.unknown.length - unknownStored },
		nameless: reading.nameless,
		unreadable: reading.unreadable,
		waitedMs,
	};
}

/** Those of `ids` that are in the record store. */
async function idsFound(
	ids: readonly string[],
	options: VerifyOptions,
	deadlineMs: number,
): Promise<string[]> {
	const found = await lookUpAll(ids, options, deadlineMs);
	return [...new Set(found.filter(({ where }) => where === 'stored').map(({ id }) => id))];
}

async function lookUpAll(
	ids: readonly string[],
	options: VerifyOptions,
	deadlineMs: number,
): Promise<Found[]> {
	const found: Found[] = [];
	for (let from = 0; from < ids.length; from += LOOKUP_AT_ONCE) {
		found.push(...(await lookUpPatiently(ids.slice(from, from + LOOKUP_AT_ONCE), options, deadlineMs)));
	}
	return found;
}

async function lookUpPatiently(ids: readonly string[], options: VerifyOptions, deadlineMs: number) {
	for (;;) {
		try {
			return await options.lookup(ids);
		} catch (error) {
			const again = error instanceof ServiceError && error.code === 'unavailable';
			if (!again || options.now() >= deadlineMs) throw error;
			options.onWaiting?.(error.message);
			await options.pause(LOOK_AGAIN_MS);
		}
	}
}
