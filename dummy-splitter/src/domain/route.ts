import type { HopOutcome, TakenOutcome } from '@canario/contracts/hop';
import { type ByLane, byLane, type Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';

/** What a lane did with one vaccination. */
export interface Served {
	readonly lane: Lane;
	readonly outcome: TakenOutcome;
}

/** Made once for each lane: with many faults on purpose, taking down a stack is a good part of what one costs. */
const INJECTED = byLane(
	(lane) =>
		new ServiceError('injected', `a fault was set on ${lane} on purpose; nothing was stored`, { lane }),
);

/**
 * What `lane` did with one vaccination.
 *
 * @throws {ServiceError} `injected` where a fault on purpose refused it.
 */
export function servedBy(lane: Lane, outcome: HopOutcome): Served {
	if (outcome === 'failed') throw INJECTED[lane];
	return { lane, outcome };
}

/** The way from the entry into the lanes: it chooses the lane, or lets a mesh choose. */
export interface Route {
	/**
	 * Resolves when the vaccination is safe in its lane, or was known there.
	 *
	 * @throws {ServiceError} `overloaded` at once when too much is waiting; `unavailable`,
	 * `deadline_exceeded` or `injected`, naming the lane where it is known, when the lane did not take it.
	 * @param onDrawn told of the lane as soon as it is drawn; never in a mesh, where only the answer tells. Must
	 * not throw.
	 */
	send(vaccination: Vaccination, onDrawn?: (lane: Lane) => void): Promise<Served>;

	/** Whether `count` more vaccinations would be let in just now. */
	hasRoomFor(count: number): boolean;

	/** Vaccinations that wait for a lane's answer. In mesh mode they count for no lane until they are answered. */
	inFlight(): ByLane<number>;

	close(): Promise<void>;
}
