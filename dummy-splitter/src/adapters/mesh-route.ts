import type { HopOutcome } from '@canario/contracts/hop';
import { byLane, type Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import { type Route, servedBy } from '../domain/route.ts';
import type { OwnIds } from '../mesh/own-ids.ts';
import { FROM_HEADER, MISDIRECTED } from '../mesh/refuse-own.ts';
import type { Sightings } from '../mesh/sightings.ts';
import { createHopClient } from './hop-client.ts';
import { NotReady } from './hop-watch.ts';

/** Requests under way to the apex. A mesh draws a lane for each request, so they are small and many. */
const CONNECTIONS = 256;

/** So long after a lane took something the apex is not asked whether it is ready, seconds. */
const READY_S = 5;

/** Each question is a draw: one leaf that fails must not make an entry unready that serves the other's share. */
const QUESTIONS = 3;

/**
 * A proxy that began without a split forgets that when its client left the apex alone for 5 s, connections included: a
 * silent one is ended after so long, milliseconds, and where nothing is split the apex is not asked for so long, seconds.
 */
const KEEP_ALIVE_MS = 4_000;
const UNSPLIT_PAUSE_S = 12;
const UNSPLIT = `the apex leads back to an entry: nothing splits it, or this pod's proxy does not know; left alone for ${UNSPLIT_PAUSE_S} s, so that the proxy may begin anew`;

interface Options {
	readonly apexUrl: string;
	/** Vaccinations in a request; each request is one draw of the mesh. */
	readonly batch: number;
	/** Budget of a request, milliseconds. */
	readonly deadlineMs: number;
	/** Most vaccinations that wait for an answer. */
	readonly maxPending: number;
	readonly sightings: Sightings;
	readonly ids: Pick<OwnIds, 'settle'>;
}

/** What an answer says of one of its vaccinations. */
interface HopAnswered {
	readonly lane: Lane;
	readonly outcome: HopOutcome;
}

export interface MeshRoute extends Route {
	/** Resolves when a lane behind the apex takes vaccinations, or did just now. */
	ready(): Promise<unknown>;
}

/** Mesh mode: the entry calls the apex, the mesh draws, and the answer tells the lane. Retries are the mesh's. */
export function meshRoute({ apexUrl, batch, deadlineMs, maxPending, sightings, ids }: Options): MeshRoute {
	const client = createHopClient({
		...{ url: apexUrl, connections: CONNECTIONS, watch: sightings, keepAliveMs: KEEP_ALIVE_MS },
		askHeaders: { [FROM_HEADER]: 'entry' },
	});
	let unsplitAtS = Number.NEGATIVE_INFINITY;
	const batcher = new Batcher<Vaccination, HopAnswered>({
		name: 'the apex',
		maxItems: batch,
		maxBatches: CONNECTIONS,
		maxPending,
		run: async (vaccinations) => {
			const { lane, outcomes } = await client.send(vaccinations, AbortSignal.timeout(deadlineMs));
			return outcomes.map((outcome) => ({ lane, outcome }));
		},
	});
	const isOwn = (vaccination: Vaccination) => ids.settle(vaccination.id);
	return {
		async ready() {
			if (sightings.takenAgoS() < READY_S) return;
			const nowS = sightings.nowS();
			if (nowS - unsplitAtS < UNSPLIT_PAUSE_S) throw new Error(UNSPLIT);
			try {
				await Promise.any(Array.from({ length: QUESTIONS }, () => client.ready()));
			} catch (error) {
				const { errors } = error as AggregateError;
				if (!errors.some((one) => one instanceof NotReady && one.status === MISDIRECTED)) throw errors[0];
				unsplitAtS = nowS;
				throw new Error(UNSPLIT, { cause: error });
			}
		},
		async send(vaccination) {
			try {
				const { lane, outcome } = await batcher.add(vaccination);
				if (isOwn(vaccination) && outcome === 'duplicate') sightings.repeated();
				return servedBy(lane, outcome);
			} catch (error) {
				isOwn(vaccination);
				throw error;
			}
		},
		hasRoomFor: (count) => batcher.hasRoomFor(count),
		inFlight: () => byLane(() => 0),
		async close() {
			await batcher.drained();
			await client.close();
		},
	};
}
