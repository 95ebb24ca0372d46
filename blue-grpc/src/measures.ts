import type { Durations } from '@canario/service-kit/durations';
import type { Metrics } from '@canario/service-kit/metrics';
import type { Inserted } from './domain/recorder.ts';

/** Counts what the recorder does, and measures how long vaccinations were on their way. */
export function measures(metrics: Metrics, durable: Pick<Durations, 'record'>) {
	const vaccinations = metrics.counter(
		'canario_lane_vaccinations_total',
		'Vaccinations that the lane ended with, by what became of them.',
		['lane', 'outcome'],
	);
	const seconds = metrics
		.duration(
			'canario_durable_seconds',
			'From a vaccination being let in at the entry to being on the disk of the record store.',
			['lane'],
		)
		.labels({ lane: 'blue' });
	const batchSize = metrics.sizes(
		'canario_store_batch_size',
		'Documents in an insert that the record store answered.',
	);
	const lost = metrics.counter(
		'canario_statistics_lost_total',
		'Stored vaccinations that the live statistics did not count; they are rebuilt from the record store.',
	);
	return {
		inserted({ outcomes, stored, answeredAtMs }: Inserted): void {
			batchSize.observe(outcomes.length);
			for (const [outcome, { length }] of Object.entries(Object.groupBy(outcomes, (one) => one))) {
				vaccinations.inc({ lane: 'blue', outcome }, length);
			}
			for (const { accepted_at: acceptedAtMs } of stored) {
				durable.record(answeredAtMs - acceptedAtMs);
				seconds.observe(Math.max(0, answeredAtMs - acceptedAtMs) / 1000);
			}
		},
		lost: (documents: number) => lost.inc(documents),
	};
}
