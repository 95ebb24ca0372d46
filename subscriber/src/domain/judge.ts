import {
	documentOf,
	type StoredVaccination,
	type Vaccination,
	vaccination,
} from '@canario/contracts/vaccination';
import { fieldErrors } from '@canario/service-kit/parse-input';
import type { Delivery } from '@canario/stores/green-stream';

/** A delivery that can be stored, and the document it makes. */
export interface Storable {
	readonly delivery: Delivery;
	readonly vaccination: Vaccination;
	readonly document: StoredVaccination;
}

/** A delivery that can never be stored, and why. */
export interface Hopeless {
	readonly delivery: Delivery;
	readonly reason: string;
}

/** How often a delivery that was handed out too often is tried alone before it is given up. */
const LONE_DELIVERIES = 3;

/** Deliveries that are tried together. */
export interface Group {
	readonly deliveries: readonly Delivery[];
	/** What was handed out more often is given up untried. */
	readonly giveUpAfter: number;
}

/**
 * The deliveries in the groups in which they are to be tried, in order: first, each by itself, those that were
 * handed out more than `maxDeliveries` times, for one that ends its process must not take others with it; then
 * the rest. Only the very first may be given up: it alone was surely tried each time, the others may have been
 * handed out again and again just because those before them ended the process.
 */
export function apartWhenDoubtful(deliveries: readonly Delivery[], maxDeliveries: number): readonly Group[] {
	const doubtful = deliveries.filter((delivery) => delivery.deliveries > maxDeliveries);
	const usual = deliveries.filter((delivery) => delivery.deliveries <= maxDeliveries);
	return [...doubtful.map((delivery) => [delivery]), ...(usual.length > 0 ? [usual] : [])].map(
		(group, index) => ({
			deliveries: group,
			giveUpAfter: index === 0 ? maxDeliveries + LONE_DELIVERIES : Number.POSITIVE_INFINITY,
		}),
	);
}

/** Tells what to do with a delivery: anybody can write to a stream, so nothing in it is believed. */
export function judge(delivery: Delivery, storedAtMs: number, giveUpAfter: number): Storable | Hopeless {
	if (delivery.deliveries > giveUpAfter) {
		return { delivery, reason: `given up after ${giveUpAfter} deliveries` };
	}
	const parsed = vaccination.safeParse(jsonOrUndefined(delivery.payload));
	if (!parsed.success) {
		const paths = fieldErrors(parsed.error).map(({ path }) => path || 'all of it');
		return { delivery, reason: `not a vaccination: ${paths.join(', ')}` };
	}
	return { delivery, vaccination: parsed.data, document: documentOf(parsed.data, 'green', storedAtMs) };
}

/** The vaccination in `payload`, if there is one. */
export const vaccinationIn = (payload: string): Vaccination | undefined =>
	vaccination.safeParse(jsonOrUndefined(payload)).data;

function jsonOrUndefined(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
