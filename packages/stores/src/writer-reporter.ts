import type { Lane } from '@canario/contracts/lane';
import type { WriterReport } from '@canario/contracts/service-report';
import type { Live } from './stores.ts';

const EVERY_MS = 1_000;

interface Options {
	/** Throws while the live store is absent. */
	readonly live: { current(): Pick<Live, 'statistics'> };
	readonly service: WriterReport['service'];
	/** Names this writer among all of its service. */
	readonly instance: string;
	readonly lane: Lane;
	/** Durations from the entry's acceptance to the record store's answer. */
	readonly histogram: { encode(): string };
	/** Vaccinations that the writer holds in memory. */
	readonly held: () => number;
	readonly log: { debug(fields: object, message: string): void };
	/** Milliseconds since the Unix epoch. */
	readonly nowMs?: () => number;
	readonly everyMs?: number;
}

/** Publishes what a writer of a lane measured, every second. A lost report is no loss: the next one says all. */
export function createWriterReporter(options: Options): { close(): Promise<void> } {
	const {
		live,
		service,
		instance,
		lane,
		histogram,
		held,
		log,
		nowMs = Date.now,
		everyMs = EVERY_MS,
	} = options;
	let publishing: Promise<void> | undefined;
	const publish = async () => {
		try {
			const report = { service, instance, atMs: nowMs(), lane, durable: histogram.encode(), held: held() };
			await live.current().statistics.publish(report);
		} catch (err) {
			log.debug({ err }, 'report not published');
		}
	};
	const timer = setInterval(() => {
		// A slow store gets the next report when it has taken this one.
		publishing ??= publish().finally(() => {
			publishing = undefined;
		});
	}, everyMs);
	return {
		async close() {
			clearInterval(timer);
			await publishing;
		},
	};
}
