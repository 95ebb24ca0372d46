import { openFaults } from '@canario/service-kit/faults/open-faults';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { keepLive, keepRecords } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import { createTracer } from '@canario/stores/tracer';
import { type Config, readConfig } from './config.ts';
import { openGreenEnd } from './green-end.ts';
import { Reconciler } from './reconciler.ts';
import { sightings } from './sightings.ts';

/** Green's end: stores what the stream holds, and keeps the statistics true. */
export const subscriber: ServiceDefinition<Config, StoreProvider> = { name: 'subscriber', readConfig, start };

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics, instance } = runtime;
	const records = keepRecords(stores, config.records, runtime);
	const live = keepLive(stores, config.live, runtime);
	const seen = sightings(lifecycle.own('tracer', createTracer({ live, metrics })));
	const rebuilds = metrics.counter(
		'canario_statistics_rebuilds_total',
		'Times the live statistics were rebuilt.',
	);
	const reconciler = new Reconciler({
		records,
		live,
		holder: instance,
		...config.check,
		onRebuilt: () => rebuilds.inc(),
		log,
	});
	lifecycle.own('reconciler', { close: () => reconciler.stop() });
	const faults = openFaults('green', async () => live.current().faults.list(), runtime);
	lifecycle.own(
		'green end',
		openGreenEnd({ records, live, consumer: instance, config, log, metrics, seen, faults }),
	);

	const checks = {
		'record store': { needed: true, ask: async () => records.current().ping() },
		'live store': { needed: true, ask: async () => live.current().ping() },
	};
	await serve({ service: 'subscriber', http: config.http, routes: [], checks }, runtime);
}
