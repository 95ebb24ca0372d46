import type { HopOutcome } from '@canario/contracts/hop';
import { byLane, type Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import { type Route, servedBy } from '../domain/route.ts';
import { createHopClient, type HopClient } from './hop-client.ts';

/** Requests under way to the apex. A mesh draws a lane for each request, so they are small and many. */
const CONNECTIONS = 256;

interface Options {
	readonly apexUrl: string;
	/** Vaccinations in a request; each request is one draw of the mesh. */
	readonly batch: number;
	/** Budget of a request, milliseconds. */
	readonly deadlineMs: number;
	/** Most vaccinations that wait for an answer. */
	readonly maxPending: number;
}

/** What an answer says of one of its vaccinations. */
interface HopAnswered {
	readonly lane: Lane;
	readonly outcome: HopOutcome;
}

/** Mesh mode: the entry calls the apex, the mesh draws, and the answer tells the lane. Retries are the mesh's. */
export function meshRoute({
	apexUrl,
	batch,
	deadlineMs,
	maxPending,
}: Options): Route & { client: HopClient } {
	const client = createHopClient({ url: apexUrl, connections: CONNECTIONS });
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
	return {
		client,
		async send(vaccination) {
			const { lane, outcome } = await batcher.add(vaccination);
			return servedBy(lane, outcome);
		},
		hasRoomFor: (count) => batcher.hasRoomFor(count),
		inFlight: () => byLane(() => 0),
		async close() {
			await batcher.drained();
			await client.close();
		},
	};
}
