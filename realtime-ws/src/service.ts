import type { History } from '@canario/contracts/history';
import type { Metrics } from '@canario/service-kit/metrics';
import type { Reopening } from '@canario/service-kit/reopening';
import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import { keepLive, keepRecords } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import type { RecordStore } from '@canario/stores/record-store';
import type { RequestHandler } from 'express';
import { hearTraces } from './adapters/hear-traces.ts';
import { type Config, readConfig } from './config.ts';
import { historyWriter } from './domain/history-writer.ts';
import { recordsPage } from './domain/records-page.ts';
import { snapshotOf } from './domain/snapshot.ts';
import { StatisticsReader } from './domain/statistics-reader.ts';
import { weightChanges } from './domain/weight-changes.ts';
import { Admission } from './feed/admission.ts';
import { createFeed, type Feed } from './feed/feed.ts';
import { feedMetrics } from './feed/feed-metrics.ts';
import { cors } from './http/cors.ts';
import { historyRoute } from './http/history-route.ts';
import { recordsRoute } from './http/records-route.ts';
import { statsRoute } from './http/stats-route.ts';
import { singleRequests } from './single-requests.ts';
import { TokenBuckets } from './token-buckets.ts';

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
	// nobody is kept from the statistics because the faults cannot be told
	const faults = async () => live.current().faults.list();
	const reader = createReader(metrics, config.feed.tickMs, async () => {
		const [state, active] = await Promise.all([statistics().read(), faults().catch(() => [])]);
		return snapshotOf(state, Date.now(), active);
	});
	const { feed, hear } = openFeed(config, runtime, reader);
	const read = () => reader.read();
	const history = async () => statistics().history();
	const store = config.records && keepRecords(stores, config.records, runtime);
	const routes = [
		cors(config.allowedOrigins),
		statsRoute(read),
		historyRoute({ points: history, changes: changesOf(config, runtime, store) }),
		recordsRouteOf(config, runtime, store),
	];
	const checks = {
		'live store': { needed: true, ask: async () => live.current().ping() },
		// readiness does not need it, for the feed does not
		...(store && { 'record store': { needed: false, ask: async () => store.current().ping() } }),
	};
	await serve({ service: 'realtime-ws', http: config.http, routes, checks, onServer: feed.attach }, runtime);
	// stops before the HTTP server, which waits for its sockets
	lifecycle.own('feed', feed).start();
	lifecycle.own('traces', hearTraces(live, hear));
	const writer = historyWriter({
		...{ read, history, now: Date.now },
		addPoint: async (point) => statistics().addPoint(point),
		onFailure: (err) => log.debug({ err }, 'no point of the history written'),
	});
	lifecycle.own('history writer', writer).start();
}

/** The feed, and whom the traces are to be told. */
function openFeed(config: Config, { lifecycle, metrics }: Runtime, reader: StatisticsReader) {
	const admission = new Admission({ ...config, ...config.admission });
	const counts = feedMetrics(metrics, {
		viewers: () => admission.total,
		dataAgeMs: () => reader.dataAgeMs(),
		bufferedBytes: () => feed.bufferedBytes(),
	});
	const single = singleRequests({
		...{ config, lifecycle, reader, elapsedMs },
		tell: (viewer, event) => feed.tell(viewer, event),
		onFollowOutcome: (outcome) => counts.follows.inc({ outcome }),
	});
	const feed: Feed = createFeed({
		...{ admission, reader, elapsedMs, now: Date.now, random: Math.random },
		...{ metrics: counts, takeRequests: single.take, onFollow: single.follow },
		limits: { ...config.feed, trustedHops: config.trustedHops },
	});
	return { feed, hear: single.hear };
}

function createReader(metrics: Metrics, tickMs: number, read: () => ReturnType<StatisticsReader['read']>) {
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
		...{ freshMs: tickMs * 0.8, elapsedMs },
		onFailure: () => failures.inc(),
		read: async () => {
			const snapshot = await read();
			reads.inc();
			return snapshot;
		},
	});
}

/** The changes of the weights, from the record store's journal; undefined while it does not answer soon. */
function changesOf({ splitHistory }: Config, { log }: Runtime, store: Reopening<RecordStore> | undefined) {
	return async (): Promise<History['changes']> => {
		if (!store) return undefined;
		try {
			return await weightChanges(store.current().journal, splitHistory, Date.now());
		} catch (err) {
			log.debug({ err }, 'the changes of the weights were not read');
			return undefined;
		}
	};
}

/** The log of the stored vaccinations. */
function recordsRouteOf(
	config: Config,
	runtime: Runtime,
	store: Reopening<RecordStore> | undefined,
): RequestHandler {
	const refused = runtime.metrics.counter(
		'canario_records_refused_total',
		'Pages of the log that were asked for too often.',
	);
	const { trustedHops, recordsPerMinute: perMinute } = config;
	return recordsRoute({
		page: async (query) => {
			if (!store) throw new ServiceError('unavailable', 'this server was told of no record store');
			return recordsPage(query, store.current());
		},
		limit: new TokenBuckets({ perMinute, burst: Math.ceil(perMinute / 4), elapsedMs }),
		...{ trustedHops, onRefused: () => refused.inc() },
	});
}
