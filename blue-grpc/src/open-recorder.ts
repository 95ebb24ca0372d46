import { Durations } from '@canario/service-kit/durations';
import type { FaultInjector } from '@canario/service-kit/faults/injector';
import { type Checks, createReadiness } from '@canario/service-kit/readiness';
import type { Reopening } from '@canario/service-kit/reopening';
import { seldom } from '@canario/service-kit/seldom';
import type { Runtime } from '@canario/service-kit/service';
import { keepRecords } from '@canario/stores/keep-stores';
import type { StoreProvider } from '@canario/stores/provider';
import { createReporter } from '@canario/stores/reporter';
import type { Live } from '@canario/stores/stores';
import { createTracer } from '@canario/stores/tracer';
import type { RecorderConfig } from './config.ts';
import { Recorder } from './domain/recorder.ts';
import { StatisticsCounter } from './domain/statistics-counter.ts';
import { startRecorderServer } from './grpc/recorder-server.ts';
import { measures } from './measures.ts';
import { sightings } from './sightings.ts';

/** A live store that is away loses many counts a second; the metric has them all. Milliseconds. */
const LOSS_LOG_MS = 10_000;

interface Surroundings {
	readonly runtime: Runtime;
	readonly stores: StoreProvider;
	readonly live: Pick<Reopening<Live>, 'current'>;
	/** What the lane suffers on purpose. */
	readonly faults: Pick<FaultInjector, 'beforeWrite'>;
}

/** The recorder behind its gRPC server: stores what clients send, counts it, reports on it. */
export async function openRecorder(
	config: RecorderConfig,
	{ runtime, stores, live, faults }: Surroundings,
): Promise<{ readonly address: string; readonly checks: Checks }> {
	const { lifecycle, metrics, log, instance } = runtime;
	const records = keepRecords(stores, config.records, runtime);
	const durable = new Durations();
	const measure = measures(metrics, durable);
	const tracer = lifecycle.own('tracer', createTracer({ live, metrics }));
	const seen = sightings(tracer);
	const warnOfLoss = seldom(LOSS_LOG_MS, performance.now.bind(performance), (err, missed) =>
		log.warn({ err, missed }, 'stored, but not counted in the live statistics'),
	);
	const counter = lifecycle.own(
		'statistics counter',
		new StatisticsCounter({
			statistics: () => live.current().statistics,
			onLost: (documents, err) => {
				measure.lost(documents);
				warnOfLoss(err);
			},
		}),
	);
	const recorder = new Recorder({
		insert: async (documents) => records.current().insert(documents),
		beforeInsert: (count) => faults.beforeWrite(count),
		nowMs: Date.now,
		maxPending: config.maxPending,
		onInserted: (inserted) => {
			counter.add(inserted.stored, seen.stored(inserted));
			measure.inserted(inserted);
		},
	});
	metrics.gauge('canario_store_pending', 'Vaccinations that wait for the record store.', [], (gauge) =>
		gauge.set(recorder.pending),
	);
	metrics.gauge('canario_statistics_pending', 'Stored vaccinations that wait to be counted.', [], (gauge) =>
		gauge.set(counter.waiting),
	);
	lifecycle.own(
		'reports',
		createReporter({
			live,
			report: () => ({
				...{ service: 'blue-grpc', instance, atMs: Date.now(), sinceMs: durable.sinceMs, lane: 'blue' },
				...{ durable: durable.encodeRecent(), durableTotal: durable.encodeTotal() },
				held: recorder.pending,
			}),
			log,
		}),
	);
	const checks: Checks = {
		'record store': { needed: true, ask: async () => records.current().ping() },
		'live store': { needed: false, ask: async () => live.current().ping() },
	};
	const readiness = createReadiness(checks);
	const server = lifecycle.own(
		'grpc server',
		await startRecorderServer({
			host: config.host,
			port: config.port,
			record: (vaccinations) => {
				tracer.sawThose(vaccinations, 'taken', 'blue');
				return recorder.record(vaccinations);
			},
			isServing: async () => lifecycle.phase === 'ready' && (await readiness()).ready,
			log,
		}),
	);
	return { address: server.address, checks };
}
