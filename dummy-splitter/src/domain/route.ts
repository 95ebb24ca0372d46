import type { HopOutcome } from '@canario/contracts/hop';
import type { ByLane, Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';

/** What a lane did with one vaccination. */
export interface Served {
	readonly lane: Lane;
	readonly outcome: HopOutcome;
}

/** The way from the entry into the lanes: it chooses the lane, or lets a mesh choose. */
export interface Route {
	/**
	 * Resolves when the vaccination is safe in its lane, or was known there.
	 *
	 * @throws {ServiceError} `overloaded` at once when too much is waiting; `unavailable` or
	 * `deadline_exceeded`, naming the lane where it is known, when the lane did not take it.
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
