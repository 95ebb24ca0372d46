import { type StoredVaccination, vaccination } from '@canario/contracts/vaccination';
import { fieldErrors } from '@canario/service-kit/parse-input';
import type { Delivery } from '@canario/stores/green-stream';

/** A delivery that can be stored, and the document it makes. */
export interface Storable {
	readonly delivery: Delivery;
	readonly document: StoredVaccination;
}

/** A delivery that can never be stored, and why. */
export interface Hopeless {
	readonly delivery: Delivery;
	readonly reason: string;
}

/** Tells what to do with a delivery: anybody can write to a stream, so nothing in it is believed. */
export function judge(delivery: Delivery, storedAtMs: number, maxDeliveries: number): Storable | Hopeless {
	if (delivery.deliveries > maxDeliveries) {
		return { delivery, reason: `given up after ${maxDeliveries} deliveries` };
	}
	const parsed = vaccination.safeParse(jsonOrUndefined(delivery.payload));
	if (!parsed.success) {
		const paths = fieldErrors(parsed.error).map(({ path }) => path || 'all of it');
		return { delivery, reason: `not a vaccination: ${paths.join(', ')}` };
	}
	return { delivery, document: { ...parsed.data, lane: 'green', stored_at: storedAtMs } };
}

function jsonOrUndefined(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
