import type { FaultInjector } from '@canario/service-kit/faults/injector';
import { hopRoute } from '@canario/service-kit/hop-route';
import type { Checks } from '@canario/service-kit/readiness';
import type { Runtime } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import { within } from '@canario/service-kit/within';
import type { Router } from 'express';
import type { FrontConfig } from './config.ts';
import { Forwarder } from './domain/forwarder.ts';
import { RecorderClient } from './grpc/recorder-client.ts';

/** Budget of the question whether the recorder serves, ms; below that of the readiness check that asks it. */
const PING_MS = 800;

interface Surroundings {
	/** Address of the recorder in this process, if there is one. */
	readonly beside: string | undefined;
	/** What the lane suffers on purpose. */
	readonly faults: FaultInjector;
	readonly runtime: Runtime;
}

/** The HTTP front: groups what comes at `POST /records` and has a recorder store it. */
export function openFront(
	config: FrontConfig,
	{ beside, faults, runtime: { lifecycle, metrics, log } }: Surroundings,
): { readonly routes: Router; readonly checks: Checks } {
	const target = config.target ?? beside ?? `127.0.0.1:${config.grpcPort}`;
	const retries = metrics.counter(
		'canario_grpc_retries_total',
		'Calls that were sent again because the recorder was not there.',
	);
	const rebuilds = metrics.counter(
		'canario_grpc_channel_rebuilds_total',
		'Times the watchdog replaced a gRPC channel on which nobody answered.',
	);
	const client = lifecycle.own(
		'grpc client',
		new RecorderClient({
			target,
			deadlineMs: config.deadlineMs,
			onRetry: () => retries.inc(),
			onRebuild: () => {
				rebuilds.inc();
				log.warn({ target }, 'nobody answers on the channel, connecting anew');
			},
		}),
	);
	const forwarder = new Forwarder({
		send: (vaccinations) => client.store(vaccinations),
		maxPending: config.maxPending,
	});
	metrics.gauge('canario_lane_pending', 'Vaccinations that wait for a write.', ['lane'], (gauge) =>
		gauge.set({ lane: 'blue' }, forwarder.pending),
	);
	return {
		// Waiting for a place in a message counts too, so that the entry hears before its own patience ends.
		routes: hopRoute(
			'blue',
			(vaccinations) => inLane(within(config.deadlineMs, 'blue', forwarder.forward(vaccinations))),
			faults,
		),
		checks: { recorder: { needed: true, ask: () => client.ping(PING_MS) } },
	};
}

/** `work`; the errors with which it rejects say whose they are. */
async function inLane<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		if (!(cause instanceof ServiceError)) throw cause;
		throw new ServiceError(cause.code, cause.message, { cause, lane: 'blue' });
	}
}
