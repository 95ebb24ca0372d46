import type { Durations } from '@canario/service-kit/durations';
import type { Metrics } from '@canario/service-kit/metrics';
import type { Settlement } from './domain/store-deliveries.ts';

/** Counts what the subscriber does, and measures how long vaccinations were on their way. */
export function measures(metrics: Metrics, durable: Pick<Durations, 'record'>) {
	const vaccinations = metrics.counter(
		'canario_lane_vaccinations_total',
		'Vaccinations that the lane ended with, by what became of them.',
		['lane', 'outcome'],
	);
	const seconds = metrics.duration(
		'canario_durable_seconds',
		'From a vaccination being let in at the entry to being on the disk of the record store.',
		['lane'],
	);
	const retries = metrics.counter(
		'canario_store_retries_total',
		'Batches that the record store did not take at once.',
	);
	return {
		retried: () => retries.inc(),
		settled({ settled, acceptedAtMs }: Settlement): void {
			const nowMs = Date.now();
			for (const { result } of settled) {
				vaccinations.inc({ lane: 'green', outcome: typeof result === 'string' ? result : 'dead' });
			}
			for (const atMs of acceptedAtMs) {
				durable.record(nowMs - atMs);
				seconds.observe({ lane: 'green' }, Math.max(0, nowMs - atMs) / 1000);
			}
		},
	};
}
