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

/** How often a delivery that was handed out too often is tried alone before it is given up. */
const LONE_DELIVERIES = 3;

/**
 * The deliveries in the groups in which they are to be tried: all together, but each by itself that was handed
 * out more than `maxDeliveries` times, for one that ends its process must not take others with it.
 */
export function apartWhenDoubtful(
	deliveries: readonly Delivery[],
	maxDeliveries: number,
): readonly (readonly Delivery[])[] {
	const usual = deliveries.filter((delivery) => delivery.deliveries <= maxDeliveries);
	const doubtful = deliveries.filter((delivery) => delivery.deliveries > maxDeliveries);
	return [...(usual.length > 0 ? [usual] : []), ...doubtful.map((delivery) => [delivery])];
}

/** Tells what to do with a delivery: anybody can write to a stream, so nothing in it is believed. */
export function judge(delivery: Delivery, storedAtMs: number, maxDeliveries: number): Storable | Hopeless {
	const last = maxDeliveries + LONE_DELIVERIES;
	if (delivery.deliveries > last) return { delivery, reason: `given up after ${last} deliveries` };
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
