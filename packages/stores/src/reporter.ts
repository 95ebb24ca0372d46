import type { ServiceReport } from '@canario/contracts/service-report';
import type { Live } from './stores.ts';

const EVERY_MS = 1_000;

interface Options {
	/** Throws while the live store is absent. */
	readonly live: { current(): Pick<Live, 'statistics'> };
	/** What there is to report just now. */
	readonly report: () => ServiceReport;
	readonly log: { debug(fields: object, message: string): void };
	readonly everyMs?: number;
}

/** Publishes what a service measured, every second. A lost report is no loss: the next one says all. */
export function createReporter({ live, report, log, everyMs = EVERY_MS }: Options): {
	close(): Promise<void>;
} {
	let publishing: Promise<void> | undefined;
	const publish = async () => {
		try {
			await live.current().statistics.publish(report());
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
