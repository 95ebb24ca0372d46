import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Delivery } from '@canario/stores/green-stream';
import { deadLetter, type Settlement } from './store-deliveries.ts';

/** Pauses between tries while the record store is away, milliseconds. */
const PAUSES_MS = [50, 100, 250, 500, 1_000];

/** So many refusals in a row by a record store that answers otherwise, and it is the deliveries' fault. */
const MAX_REFUSALS = 3;

interface Ports {
	/** Stores a batch, or rejects. */
	readonly store: (deliveries: readonly Delivery[]) => Promise<Settlement>;
	/** Rejects when the record store is away. */
	readonly ping: () => Promise<void>;
	/** Aborts when the subscriber stops. */
	readonly signal: AbortSignal;
	readonly onRetry: (error: unknown) => void;
}

/**
 * Stores `deliveries` through an outage of the record store, however long; only a delivery that a healthy
 * store refuses again and again is put aside, so that one poison record does not hold up the others. Rejects
 * when `signal` aborts; the deliveries are then still in the stream, for another subscriber.
 */
export async function storeSteadily(
	deliveries: readonly Delivery[],
	ports: Ports,
): Promise<readonly Settlement[]> {
	let refusals = 0;
	for (let failures = 0; ; failures++) {
		try {
			return [await ports.store(deliveries)];
		} catch (error) {
			ports.onRetry(error);
			refusals = !mayPass(error) && (await answers(ports.ping)) ? refusals + 1 : 0;
			if (refusals >= MAX_REFUSALS) {
				if (deliveries.length > 1) return await oneByOne(deliveries, ports);
				const settled = deliveries.map((delivery) => deadLetter(delivery, refusal(error)));
				return [{ settled, batches: [], last: [], acceptedAtMs: [], traced: [] }];
			}
			await sleep(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)], undefined, { signal: ports.signal });
		}
	}
}

/** A store in trouble (a full disk, a lock, an election, a slow moment) may well answer a ping. */
function mayPass(error: unknown): boolean {
	if (!(error instanceof ServiceError)) return false;
	return ['unavailable', 'deadline_exceeded', 'overloaded'].includes(error.code);
}

async function oneByOne(deliveries: readonly Delivery[], ports: Ports): Promise<readonly Settlement[]> {
	const settlements: Settlement[] = [];
	for (const delivery of deliveries) settlements.push(...(await storeSteadily([delivery], ports)));
	return settlements;
}

async function answers(ping: () => Promise<void>): Promise<boolean> {
	try {
		await ping();
		return true;
	} catch {
		return false;
	}
}

const refusal = (error: unknown) =>
	`the record store refuses it: ${error instanceof ServiceError ? error.code : 'unexpected error'}`;
