import { healthRoutes } from '@canario/service-kit/health-routes';
import { createApp, listen } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { keepOpening } from '@canario/service-kit/reopening';
import { type Runtime, type ServiceDefinition, VERSION } from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { cachedFor } from './cached-for.ts';
import { type Config, readConfig } from './config.ts';
import { snapshotOf } from './domain/snapshot.ts';
import { statsRoute } from './http/stats-route.ts';

/** Serves the live statistics to viewers. It keeps no state: every replica gives the same numbers. */
export const realtimeWs: ServiceDefinition<Config, StoreProvider> = {
	name: 'realtime-ws',
	readConfig,
	start,
};

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics } = runtime;
	const live = lifecycle.own(
		'live store',
		keepOpening(() => stores.live(config.live.url, config.live), { name: 'live store', log }),
	);
	const reads = metrics.counter(
		'canario_snapshots_total',
		'Snapshots of the live statistics that were read.',
	);
	const snapshot = cachedFor(config.statsCacheMs, async () => {
		const state = await live.current().statistics.read();
		reads.inc();
		return snapshotOf(state, Date.now());
	});

	const app = createApp();
	app.use(statsRoute(snapshot));
	app.use(
		healthRoutes({
			service: 'realtime-ws',
			version: VERSION,
			phase: () => lifecycle.phase,
			checks: { 'live store': { needed: true, ask: async () => live.current().ping() } },
			metrics,
		}),
	);
	app.use(notFound, problemHandler(log));
	lifecycle.own('http server', await listen(app, config.http));
}
