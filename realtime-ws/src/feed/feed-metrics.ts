import type { Metrics } from '@canario/service-kit/metrics';

interface State {
	readonly viewers: () => number;
	readonly dataAgeMs: () => number;
	/** Bytes that wait in this process for all viewers together. */
	readonly bufferedBytes: () => number;
}

/** What the feed counts; docs/metrics.md says what each means. */
export function feedMetrics(metrics: Metrics, { viewers, dataAgeMs, bufferedBytes }: State) {
	metrics.gauge('canario_feed_viewers', 'Connections to the feed.', [], (gauge) => gauge.set(viewers()));
	metrics.gauge(
		'canario_feed_data_age_seconds',
		'Time since the live statistics were last read.',
		[],
		(gauge) => gauge.set(dataAgeMs() / 1_000),
	);
	metrics.gauge('canario_feed_buffered_bytes', 'Bytes that wait for all viewers together.', [], (gauge) =>
		gauge.set(bufferedBytes()),
	);
	return {
		deltas: metrics.counter('canario_feed_deltas_total', 'Changes of the statistics sent to all viewers.'),
		skipped: metrics.counter('canario_feed_skipped_total', 'Times a slow viewer was left out.'),
		cut: metrics.counter('canario_feed_cut_total', 'Viewers cut off, for they stayed behind.'),
		rotated: metrics.counter('canario_feed_rotated_total', 'Viewers told to connect anew, as planned.'),
		refused: metrics.counter('canario_feed_refused_total', 'Connections not let in.', ['reason']),
		expelled: metrics.counter('canario_feed_expelled_total', 'Viewers cut off for what they sent.', [
			'reason',
		]),
		follows: metrics.counter('canario_feed_follows_total', 'Made-up vaccinations that viewers asked for.', [
			'outcome',
		]),
		send: metrics.duration('canario_feed_send_seconds', 'Writing one tick to all viewers.'),
	};
}

export type FeedMetrics = ReturnType<typeof feedMetrics>;
