import { healthRoutes } from '@canario/service-kit/health-routes';
import { listen } from '@canario/service-kit/http-server';
import { keepOpening } from '@canario/service-kit/reopening';
import { type Runtime, type ServiceDefinition, VERSION } from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { LiveSplit } from '@canario/traffic-split/live-split';
import { v7 } from 'uuid';
import { lookUpIn } from './adapters/look-up.ts';
import { openRoute } from './adapters/open-route.ts';
import { type Config, readConfig } from './config.ts';
import { Intake } from './domain/intake.ts';
import { LaneStatistics } from './domain/lane-statistics.ts';
import { RecentKeys } from './domain/recent-keys.ts';
import { adminApp } from './http/admin-app.ts';
import { entryApp } from './http/app.ts';
import { reportEverySecond } from './report.ts';

/** The entry: takes vaccinations in, splits them over the lanes, and measures what happens. */
export const dummySplitter: ServiceDefinition<Config, StoreProvider> = {
	name: 'dummy-splitter',
	readConfig,
	start,
};

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics } = runtime;
	const split = new LiveSplit(config.weights);
	const statistics = new LaneStatistics(metrics);
	split.watch(() => statistics.restart());

	const records = lifecycle.own(
		'record store',
		keepOpening(() => stores.records(config.records.url, config.records), { name: 'record store', log }),
	);
	const live = lifecycle.own(
		'live store',
		keepOpening(() => stores.live(config.live.url, config.live), { name: 'live store', log }),
	);

	const { route, checks } = openRoute(config, split);
	lifecycle.own('route', route);
	const intake = new Intake({
		route,
		recentKeys: new RecentKeys(config.recentKeys),
		statistics,
		newId: v7,
		nowMs: Date.now,
	});
	metrics.gauge('canario_entry_in_flight', 'Vaccinations that wait for a lane.', ['lane'], (gauge) => {
		for (const [lane, count] of Object.entries(route.inFlight())) gauge.set({ lane: lane as 'blue' }, count);
	});
	lifecycle.own('reports', reportEverySecond({ live, statistics, split, inFlight: route.inFlight, log }));

	const admin = adminApp({
		token: config.admin.token,
		split,
		lookUp: lookUpIn(records, live),
		rebuildStatistics: () => live.current().statistics.suspect(),
		log,
	});
	lifecycle.own('admin listener', await listen(admin, config.admin));
	const health = healthRoutes({
		service: 'dummy-splitter',
		version: VERSION,
		phase: () => lifecycle.phase,
		checks,
		metrics,
	});
	const app = entryApp({
		intake,
		postPaths: config.postPaths,
		health,
		log,
		onRejected: (code) => statistics.rejected(code),
	});
	lifecycle.own('http server', await listen(app, config.http));
}
