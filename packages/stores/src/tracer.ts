import type { Lane } from '@canario/contracts/lane';
import type { Hop, TraceEvent } from '@canario/contracts/trace';
import type { Vaccination } from '@canario/contracts/vaccination';
import type { Metrics } from '@canario/service-kit/metrics';
import { fineClock } from './fine-clock.ts';
import type { Live } from './stores.ts';

/** Events are gathered for so long, milliseconds. */
const GATHER_MS = 50;

/** Most events that wait: several seconds' worth. */
const MAX_WAITING = 1_000;

interface Options {
	/** Throws while the live store is absent. */
	readonly live: { current(): Pick<Live, 'traces'> };
	readonly metrics: Pick<Metrics, 'counter'>;
	/** Milliseconds since the Unix epoch; of little use without fractions. */
	readonly nowMs?: () => number;
	readonly gatherMs?: number;
	readonly maxWaiting?: number;
}

/** What a sighting may tell besides what the vaccination itself does. */
export type Told = Pick<TraceEvent, 'lane' | 'department' | 'outcome' | 'tookMs'>;

/** Tells whoever watches where traced vaccinations are seen. Never in anybody's way: it neither throws nor waits. */
export interface Tracer {
	readonly nowMs: () => number;
	/** Nothing happens unless the vaccination is a traced one. */
	saw(vaccination: Pick<Vaccination, 'traced' | 'source'>, hop: Hop, told?: Told): void;
	/** The traced ones among `vaccinations` were seen. */
	sawThose(vaccinations: readonly Vaccination[], hop: Hop, lane: Lane): void;
	emit(event: TraceEvent): void;
	/** Publishes what waits, once, and resolves when that is over. */
	close(): Promise<void>;
}

/** Milliseconds to three places: more is not known, and costs bytes. */
const toMicros = (ms: number) => Math.round(ms * 1_000) / 1_000;

/** Publishes sightings through the live store; what cannot be published is dropped, and counted. */
export function createTracer(options: Options): Tracer {
	const { live, metrics, nowMs = fineClock(), gatherMs = GATHER_MS, maxWaiting = MAX_WAITING } = options;
	const dropped = metrics.counter(
		'canario_trace_events_dropped_total',
		'Sightings of traced vaccinations that nobody could be told of.',
	);
	let waiting: TraceEvent[] = [];
	let publishing: Promise<void> | undefined;
	let timer: NodeJS.Timeout | undefined;

	const publish = async () => {
		const events = waiting;
		waiting = [];
		try {
			await live.current().traces.publish(events);
		} catch {
			dropped.inc(events.length);
		}
	};
	const flush = () => {
		timer = undefined;
		// while the store is slow, one publication is under way and the rest gathers
		publishing ??= publish().finally(() => {
			publishing = undefined;
			if (waiting.length > 0) gather();
		});
	};
	const gather = () => {
		timer ??= setTimeout(flush, gatherMs).unref();
	};
	const emit = (event: TraceEvent) => {
		if (waiting.length >= maxWaiting) {
			dropped.inc();
			return;
		}
		waiting.push(event);
		if (!publishing) gather();
	};
	const saw: Tracer['saw'] = ({ traced, source }, hop, told) => {
		if (traced === undefined) return;
		emit({
			...{ key: traced, hop, atMs: toMicros(nowMs()), ...told },
			...(told?.tookMs !== undefined && { tookMs: toMicros(told.tookMs) }),
			...(source === 'visitor' && { visitor: true }),
		});
	};
	return {
		nowMs,
		saw,
		sawThose(vaccinations, hop, lane) {
			for (const vaccination of vaccinations) {
				if (vaccination.traced !== undefined) saw(vaccination, hop, { lane });
			}
		},
		emit,
		async close() {
			await publishing;
			clearTimeout(timer);
			timer = undefined;
			if (waiting.length > 0) await publish();
		},
	};
}
