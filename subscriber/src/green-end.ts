import type { WriterReport } from '@canario/contracts/service-report';
import { Durations } from '@canario/service-kit/durations';
import type { FaultInjector } from '@canario/service-kit/faults/injector';
import type { Metrics } from '@canario/service-kit/metrics';
import type { Reopening } from '@canario/service-kit/reopening';
import type { Delivery } from '@canario/stores/green-stream';
import type { RecordStore } from '@canario/stores/record-store';
import { createReporter } from '@canario/stores/reporter';
import type { Live } from '@canario/stores/stores';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { BroadcastReader } from './domain/broadcast-reader.ts';
import { apartWhenDoubtful } from './domain/judge.ts';
import { storeSteadily } from './domain/steady-store.ts';
import { type Settlement, storeDeliveries } from './domain/store-deliveries.ts';
import { StreamReader } from './domain/stream-reader.ts';
import { measures } from './measures.ts';
import type { Sightings } from './sightings.ts';

interface Options {
	readonly records: Reopening<RecordStore>;
	readonly live: Reopening<Live>;
	readonly consumer: string;
	readonly config: Config;
	readonly log: Logger;
	readonly metrics: Metrics;
	readonly seen: Sightings;
	/** What the lane suffers on purpose. */
	readonly faults: Pick<FaultInjector, 'beforeWrite' | 'keep'>;
}

/** What is under way when the service stops may go on for so long, milliseconds. */
const STOP_GRACE_MS = 3_000;

/** Reads the stream and hears the classroom's broadcasts, and stores what comes, until it is closed. */
export function openGreenEnd(options: Options): { close(): Promise<void> } {
	const { records, live, consumer, config, log, metrics, seen, faults } = options;
	const stopping = new AbortController();
	const durable = new Durations();
	const measure = measures(metrics, durable);
	const insert: RecordStore['insert'] = async (documents) => records.current().insert(documents);
	const { maxDeliveries } = config;
	const processInto =
		(twins: 'repeat' | 'ignore', settle: (settlement: Settlement) => Promise<void>) =>
		async (deliveries: readonly Delivery[]) => {
			for (const [index, group] of apartWhenDoubtful(deliveries, maxDeliveries).entries()) {
				// the stream keeps what is left
				if (index > 0) stopping.signal.throwIfAborted();
				const { giveUpAfter } = group;
				const ports = { insert, nowMs: Date.now, giveUpAfter, triedAtMs: new Set<number>(), twins };
				const settlements = await storeSteadily(group.deliveries, {
					store: async (batch) => {
						await faults.beforeWrite(batch.length, stopping.signal);
						return storeDeliveries(batch, ports);
					},
					ping: async () => records.current().ping(),
					signal: stopping.signal,
					onRetry: measure.retried,
				});
				for (const settlement of settlements) {
					seen.stored(settlement);
					await settle(settlement);
					seen.settled(settlement);
					measure.settled(settlement);
				}
			}
		};
	const broadcast = new BroadcastReader(
		processInto('ignore', ({ settled, batches, last }) =>
			live.current().stream.settleBroadcast(settled, batches, last),
		),
	);
	const reader = new StreamReader({
		begin: Promise.all([records.opened, live.opened]),
		stream: () => live.current().stream,
		consumer,
		process: processInto('repeat', ({ settled, batches, last }) =>
			live.current().stream.settle(settled, batches, last),
		),
		canStore: async () => records.current().ping(),
		reading: config.reading,
		log,
	});
	let unsubscribe: (() => Promise<void>) | undefined;
	const listening = live.opened.then(async (opened) => {
		unsubscribe = await opened?.stream.subscribe({
			onWake: () => reader.wake(),
			onBroadcast: (payloads) => broadcast.hear(faults.keep(payloads)),
		});
	});
	listening.catch((err) => log.error({ err }, 'cannot listen to the channel; the stream is polled'));
	const report = (): WriterReport => ({
		...{ service: 'subscriber', instance: consumer, lane: 'green' },
		...{ atMs: Date.now(), sinceMs: durable.sinceMs },
		...{ durable: durable.encodeRecent(), durableTotal: durable.encodeTotal(), held: broadcast.held },
	});
	const reporter = createReporter({ live, report, log });
	return {
		async close() {
			const grace = setTimeout(() => stopping.abort(), STOP_GRACE_MS);
			await unsubscribe?.();
			await Promise.all([reader.stop(STOP_GRACE_MS), broadcast.stop()]);
			clearTimeout(grace);
			await reporter.close();
		},
	};
}
