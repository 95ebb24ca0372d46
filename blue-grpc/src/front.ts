import { hopRoute } from '@canario/service-kit/hop-route';
import type { Checks } from '@canario/service-kit/readiness';
import type { Runtime } from '@canario/service-kit/service';
import type { Router } from 'express';
import type { FrontConfig } from './config.ts';
import { Forwarder } from './domain/forwarder.ts';
import { RecorderClient } from './grpc/recorder-client.ts';

/** Budget of the question whether the recorder serves, ms; below that of the readiness check that asks it. */
const PING_MS = 800;

/**
 * The HTTP front: groups what comes at `POST /records` and has a recorder store it.
 *
 * @param beside address of the recorder in this process, if there is one.
 */
export function openFront(
	config: FrontConfig,
	beside: string | undefined,
	{ lifecycle, metrics, log }: Runtime,
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
		routes: hopRoute('blue', (vaccinations) => forwarder.forward(vaccinations)),
		checks: { recorder: { needed: true, ask: () => client.ping(PING_MS) } },
	};
}
