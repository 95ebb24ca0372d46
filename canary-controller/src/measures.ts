import type { CanaryEntry } from '@canario/contracts/canary/event';
import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { Metrics } from '@canario/service-kit/metrics';
import type { Logger } from 'pino';

/** Counts what the controller does, and tells the log of it. `report` is what it says of itself just now. */
export function measures(metrics: Metrics, log: Pick<Logger, 'info'>, report: () => CanaryReport) {
	metrics.gauge('canario_canary_leads', 'Whether this controller acts; others stand by.', [], (gauge) =>
		gauge.set(report().leads ? 1 : 0),
	);
	metrics.gauge('canario_canary_step', 'Step of the canary that runs; 0 where none does.', [], (gauge) => {
		const { canary } = report();
		gauge.set(canary && !canary.ended ? canary.step : 0);
	});
	const events = metrics.counter('canario_canary_events_total', 'What happened to canaries, by kind.', [
		'kind',
	]);
	const ends = metrics.counter('canario_canaries_ended_total', 'Canaries that ended, by outcome.', [
		'outcome',
	]);
	return {
		appended({ canary, event }: CanaryEntry): void {
			events.inc({ kind: event.kind });
			if (event.kind === 'ended') ends.inc({ outcome: event.outcome });
			const { kind, ...told } = event;
			log.info({ canary, ...told }, `canary: ${kind}`);
		},
	};
}
