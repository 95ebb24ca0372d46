import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { keepLive } from '@canario/stores/keep-stores';
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
	const live = keepLive(stores, config.live, runtime);
	const reads = runtime.metrics.counter(
		'canario_snapshots_total',
		'Snapshots of the live statistics that were read.',
	);
	const snapshot = cachedFor(config.statsCacheMs, async () => {
		const state = await live.current().statistics.read();
		reads.inc();
		return snapshotOf(state, Date.now());
	});
	const checks = { 'live store': { needed: true, ask: async () => live.current().ping() } };
	await serve({ service: 'realtime-ws', http: config.http, routes: [statsRoute(snapshot)], checks }, runtime);
}
