import { randomBytes } from 'node:crypto';
import { AUDIT_STREAM, appendNext } from '@canario/access/append-next';
import { openAccess } from '@canario/access/open-access';
import { CanaryBook } from '@canario/canary/canary-book';
import { listen } from '@canario/service-kit/http-server';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { keepLive, keepRecords } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import { createReporter } from '@canario/stores/reporter';
import { leaderOf } from '@canario/stores/reports';
import { createTracer } from '@canario/stores/tracer';
import { lookUpIn } from './adapters/look-up.ts';

import { openRoute } from './adapters/open-route.ts';
import { type Config, readConfig } from './config.ts';
import { CanaryDesk } from './domain/canary-desk.ts';
import { FaultBook } from './domain/fault-book.ts';
import { splitSeenBy } from './domain/first-split.ts';
import { FollowedRoute } from './domain/followed-route.ts';
import { idMaker } from './domain/id-maker.ts';
import { Intake } from './domain/intake.ts';
import { LaneStatistics } from './domain/lane-statistics.ts';
import { RateLimit } from './domain/rate-limit.ts';
import { RecentKeys } from './domain/recent-keys.ts';
import { Sampler } from './domain/sampler.ts';
import { adminApp } from './http/admin-app.ts';
import { countRejections } from './http/count-rejections.ts';
import { vaccinationsRoute } from './http/vaccinations-route.ts';
import { openMesh } from './mesh/open-mesh.ts';
import { refuseOwn } from './mesh/refuse-own.ts';
import { openSplit } from './split/open-split.ts';

/** Viewers' own vaccinations that are followed in a second. */
const FOLLOWED_VISITORS = 20;

/** Random bytes in a trace key. */
const KEY_BYTES = 9;

/** The entry: takes vaccinations in, splits them over the lanes, and measures what happens. */
export const dummySplitter: ServiceDefinition<Config, StoreProvider> = {
	name: 'dummy-splitter',
	readConfig,
	start,
};

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { instance, lifecycle, log, metrics } = runtime;
	const records = keepRecords(stores, config.records, runtime);
	const newId = idMaker(Date.now);
	const mesh = config.mesh && (await openMesh({ ...config.mesh, newId }, runtime));
	const { split, history } = mesh ?? (await openSplit(config.split, records, runtime));
	const statistics = new LaneStatistics(metrics);
	split.watch(() => statistics.restart());
	mesh?.onSettled(() => statistics.restart());

	const live = keepLive(stores, config.live, runtime);
	const tracer = lifecycle.own('tracer', createTracer({ live, metrics }));
	const { route, checks } = openRoute(config, split, mesh);
	lifecycle.own('route', route);
	const newKey = () => randomBytes(KEY_BYTES).toString('base64url');
	const followed = new FollowedRoute(route, {
		sampler: new Sampler({ perSecond: config.samplesPerSecond, random: Math.random, newKey }),
		visitors: new RateLimit(FOLLOWED_VISITORS),
		tracer,
		steadyMs: () => performance.now(),
	});
	const intake = new Intake({
		route: followed,
		recentKeys: new RecentKeys(config.recentKeys),
		statistics,
		newId: mesh ? () => mesh.ids.make() : newId,
		nowMs: Date.now,
	});
	metrics.gauge('canario_entry_in_flight', 'Vaccinations that wait for a lane.', ['lane'], (gauge) => {
		for (const [lane, count] of Object.entries(route.inFlight())) gauge.set({ lane: lane as 'blue' }, count);
	});
	const report = () => statistics.report(instance, split.read(), route.inFlight(), Date.now());
	lifecycle.own('reports', createReporter({ live, report, log }));

	const journal = () => records.current().journal;
	const access = lifecycle.own('access', openAccess(config.access, journal, runtime));
	const faults = new FaultBook({
		faults: () => live.current().faults,
		audit: async (act) => appendNext(journal(), AUDIT_STREAM, act, Date.now()),
		...{ classroom: config.classroom, nowMs: Date.now, log },
	});
	const book = new CanaryBook(journal, Date.now);
	const desk = new CanaryDesk({
		book,
		split: async (report) =>
			config.mesh ? splitSeenBy(report) : history.follow().then(() => history.read()),
		controller: async () => leaderOf((await live.current().statistics.read()).reports),
	});
	const admin = adminApp({
		access,
		history,
		canaries: { desk, book },
		lookUp: lookUpIn(records, live),
		rebuildStatistics: () => live.current().statistics.suspect(),
		faults,
		log,
	});
	lifecycle.own('admin listener', await listen(admin, config.admin));
	const routes = [...(mesh ? [refuseOwn] : []), vaccinationsRoute(intake, config.postPaths)];
	const onProblem = countRejections(statistics);
	await serve({ service: 'dummy-splitter', http: config.http, routes, checks, onProblem }, runtime);
}
