import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { healthRoutes } from '@canario/service-kit/health-routes';
import { createApp, listen } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { keepOpening } from '@canario/service-kit/reopening';
import { type Runtime, type ServiceDefinition, VERSION } from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { type Config, readConfig } from './config.ts';
import { openGreenEnd } from './green-end.ts';
import { Reconciler } from './reconciler.ts';

/** Green's end: stores what the stream holds, and keeps the statistics true. */
export const subscriber: ServiceDefinition<Config, StoreProvider> = { name: 'subscriber', readConfig, start };

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics } = runtime;
	const consumer = `${hostname()}-${randomUUID().slice(0, 8)}`;
	const records = lifecycle.own(
		'record store',
		keepOpening(() => stores.records(config.records.url, config.records), { name: 'record store', log }),
	);
	const live = lifecycle.own(
		'live store',
		keepOpening(() => stores.live(config.live.url, config.live), { name: 'live store', log }),
	);
	const rebuilds = metrics.counter(
		'canario_statistics_rebuilds_total',
		'Times the live statistics were rebuilt.',
	);
	const reconciler = new Reconciler({
		records,
		live,
		holder: consumer,
		...config.check,
		onRebuilt: () => rebuilds.inc(),
		log,
	});
	lifecycle.own('reconciler', { close: () => reconciler.stop() });
	lifecycle.own('green end', openGreenEnd({ records, live, consumer, config, log, metrics }));

	const app = createApp();
	app.use(
		healthRoutes({
			service: 'subscriber',
			version: VERSION,
			phase: () => lifecycle.phase,
			checks: {
				'record store': { needed: true, ask: async () => records.current().ping() },
				'live store': { needed: true, ask: async () => live.current().ping() },
			},
			metrics,
		}),
	);
	app.use(notFound, problemHandler(log));
	lifecycle.own('http server', await listen(app, config.http));
}
