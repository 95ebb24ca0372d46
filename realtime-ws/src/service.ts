import type { Metrics } from '@canario/service-kit/metrics';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { keepLive } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import { type Config, readConfig } from './config.ts';
import { HistoryWriter } from './domain/history-writer.ts';
import { snapshotOf } from './domain/snapshot.ts';
import { StatisticsReader } from './domain/statistics-reader.ts';
import { Admission } from './feed/admission.ts';
import { createFeed } from './feed/feed.ts';
import { feedMetrics } from './feed/feed-metrics.ts';
import { cors } from './http/cors.ts';
import { historyRoute } from './http/history-route.ts';
import { statsRoute } from './http/stats-route.ts';

/** Serves the live statistics to viewers. It keeps no state: every replica gives the same numbers. */
export const realtimeWs: ServiceDefinition<Config, StoreProvider> = {
	name: 'realtime-ws',
	readConfig,
	start,
};

const elapsedMs = () => performance.now();

async function start(config: Config, runtime: Runtime, stores: StoreProvider): Promise<void> {
	const { lifecycle, log, metrics } = runtime;
	const live = keepLive(stores, config.live, runtime);
	const statistics = () => live.current().statistics;
	const reader = createReader(metrics, config.feed.tickMs, async () =>
		snapshotOf(await statistics().read(), Date.now()),
	);
	const admission = new Admission({ ...config, ...config.admission });
	const feed = createFeed({
		...{ admission, reader, elapsedMs, now: Date.now, random: Math.random },
		limits: { ...config.feed, trustedHops: config.trustedHops },
		metrics: feedMetrics(
			metrics,
			() => admission.total,
			() => reader.dataAgeMs(),
		),
		takeRequests: () => undefined,
		onFollow: (_viewer, { answer }) => answer({ ok: false, reason: 'unavailable' }),
		onGone: () => {},
	});
	const read = () => reader.read();
	const history = async () => statistics().history();
	const routes = [cors(config.allowedOrigins), statsRoute(read), historyRoute(history)];
	const checks = { 'live store': { needed: true, ask: async () => live.current().ping() } };
	await serve({ service: 'realtime-ws', http: config.http, routes, checks, onServer: feed.attach }, runtime);
	// stops before the HTTP server, which waits for its sockets
	lifecycle.own('feed', feed).start();
	const writer = new HistoryWriter({
		...{ read, history, now: Date.now },
		addPoint: async (point) => statistics().addPoint(point),
		onFailure: (err) => log.debug({ err }, 'no point of the history written'),
	});
	lifecycle.own('history writer', writer).start();
}

function createReader(
	metrics: Metrics,
	freshMs: number,
	read: ConstructorParameters<typeof StatisticsReader>[0]['read'],
) {
	const reads = metrics.counter(
		'canario_snapshots_total',
		'Snapshots of the live statistics that were read.',
	);
	const failures = metrics.counter(
		'canario_snapshot_failures_total',
		'Times the live statistics could not be read.',
	);
	return new StatisticsReader({
		// a tick must not find the reading of the tick before
		...{ freshMs: freshMs * 0.8, elapsedMs },
		onFailure: () => failures.inc(),
		read: async () => {
			const snapshot = await read();
			reads.inc();
			return snapshot;
		},
	});
}
