import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ByLane } from '@canario/contracts/lane';
import type { Reopening } from '@canario/service-kit/reopening';
import type { Live } from '@canario/stores/stores';
import type { LiveSplit } from '@canario/traffic-split/live-split';
import type { Logger } from 'pino';
import type { LaneStatistics } from './domain/lane-statistics.ts';

const EVERY_MS = 1_000;

interface Options {
	readonly live: Reopening<Live>;
	readonly statistics: LaneStatistics;
	readonly split: LiveSplit;
	readonly inFlight: () => ByLane<number>;
	readonly log: Logger;
}

/** Publishes what the entry measured, every second. A lost report is no loss: the next one says all. */
export function reportEverySecond({ live, statistics, split, inFlight, log }: Options): { close(): void } {
	const instance = `${hostname()}-${randomUUID().slice(0, 8)}`;
	const publish = async () => {
		try {
			const report = statistics.report(instance, split.read(), inFlight(), Date.now());
			await live.current().statistics.publish(report);
		} catch (err) {
			log.debug({ err }, 'report not published');
		}
	};
	const timer = setInterval(() => void publish(), EVERY_MS);
	return { close: () => clearInterval(timer) };
}
