import type { HopOutcome } from '@canario/contracts/hop';
import { type ByLane, byLane, type Lane } from '@canario/contracts/lane';
import { MAX_ARRAY, type Vaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import { ServiceError } from '@canario/service-kit/service-error';
import {
	BrokenCircuitError,
	CircuitState,
	ConsecutiveBreaker,
	circuitBreaker,
	ExponentialBackoff,
	handleWhen,
	retry,
	wrap,
} from 'cockatiel';
import { type Route, servedBy } from '../domain/route.ts';
import { createHopClient, type HopClient, lostConnection } from './hop-client.ts';

/**
 * Vaccinations in one hop, and hops under way to a lane: few and large, for a hop costs as much as 50 records.
 * While one is served the next is on its way; more of them only make each smaller.
 */
const HOP_ITEMS = MAX_ARRAY;
const HOPS = 2;

/**
 * A lane that answers late (far away, slow, or late on purpose) must not seem later still because vaccinations wait
 * for those before them: while few are pending, another hop leaves after so long, milliseconds, up to so many.
 */
const PATIENCE_MS = 15;
const SLOW_HOPS = 32;

interface Options {
	readonly draw: () => Lane;
	/** Lanes that have weight just now. */
	readonly drawable: () => readonly Lane[];
	readonly urls: ByLane<string>;
	/** Budget of a hop with its retries, milliseconds. */
	readonly deadlineMs: number;
	/** Most vaccinations that wait for one lane; the other lane is not touched when they do. */
	readonly maxPending: number;
}

/** Local mode: the entry draws the lane itself, and sends what is waiting for a lane in one hop. */
export function localRoute({
	draw,
	drawable,
	urls,
	deadlineMs,
	maxPending,
}: Options): Route & { clients: ByLane<HopClient> } {
	const clients = byLane((lane) => createHopClient({ url: urls[lane], connections: SLOW_HOPS, lane }));
	const batchers = byLane(
		(lane) =>
			new Batcher<Vaccination, HopOutcome>({
				name: lane,
				lane,
				maxItems: HOP_ITEMS,
				maxBatches: HOPS,
				maxPending,
				impatience: { afterMs: PATIENCE_MS, maxBatches: SLOW_HOPS, maxPending: maxPending / 2 },
				run: steadily(lane, clients[lane], deadlineMs),
			}),
	);
	return {
		clients,
		async send(vaccination, onDrawn) {
			const lane = draw();
			onDrawn?.(lane);
			return servedBy(lane, await batchers[lane].add(vaccination));
		},
		// a lane that is full alone refuses its own share; only when all are is a sender refused undrawn
		hasRoomFor: (count) => drawable().some((lane) => batchers[lane].hasRoomFor(count)),
		inFlight: () => byLane((lane) => batchers[lane].pending),
		async close() {
			await Promise.all([batchers.blue.drained(), batchers.green.drained()]);
			await Promise.all([clients.blue.close(), clients.green.close()]);
		},
	};
}

/** A lane that only has too much to do just now is not failing. */
const isFailing = (error: unknown) => !(error instanceof ServiceError && error.code === 'overloaded');

/**
 * A hop that outlives a restart of its lane: lost connections are tried again until the deadline (the ids make
 * that safe), and a lane that goes on failing is left alone for a moment, so that its senders hear so at once.
 */
function steadily(lane: Lane, client: HopClient, deadlineMs: number) {
	const breaker = circuitBreaker(handleWhen(isFailing), {
		halfOpenAfter: 500,
		breaker: new ConsecutiveBreaker(HOPS),
	});
	const persistent = retry(handleWhen(lostConnection), {
		maxAttempts: 50,
		backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 250 }),
	});
	const policy = wrap(breaker, persistent);
	return async (vaccinations: readonly Vaccination[]) => {
		const deadline = AbortSignal.timeout(deadlineMs);
		try {
			// while one hop finds out whether the lane is back, the breaker would keep the others waiting for it
			if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
			const answer = await policy.execute(({ signal }) => client.send(vaccinations, signal), deadline);
			if (answer.lane !== lane) {
				throw new ServiceError('unavailable', `${lane} is configured wrongly: ${answer.lane} answered`, {
					lane,
				});
			}
			return answer.outcomes;
		} catch (cause) {
			if (cause instanceof BrokenCircuitError) {
				throw new ServiceError('unavailable', `${lane} is failing and left alone for a moment`, {
					lane,
					cause,
				});
			}
			throw cause;
		}
	};
}
