import { type ByLane, byLane, type Lane } from '@canario/contracts/lane';
import type { EntryReport, LaneTally } from '@canario/contracts/service-report';
import { Durations } from '@canario/service-kit/durations';
import type { Metrics } from '@canario/service-kit/metrics';
import type { SplitState } from '@canario/traffic-split/live-split';
import type { Served } from './route.ts';

const TALLY_OF = {
	stored: 'stored',
	accepted: 'accepted',
	duplicate: 'duplicates',
	conflict: 'conflicts',
} as const satisfies Record<Served['outcome'], keyof LaneTally>;

type MutableTally = { -readonly [K in keyof LaneTally]: LaneTally[K] };

/** What the entry sees the lanes do, counted a vaccination. */
export class LaneStatistics {
	readonly #tally = byLane<MutableTally>(() => ({
		stored: 0,
		accepted: 0,
		duplicates: 0,
		conflicts: 0,
		failed: 0,
	}));
	readonly #ack = byLane(() => new Durations());
	readonly #sinceMs: number;
	readonly #counter;
	readonly #seconds;
	readonly #shedCounter;
	readonly #rejectedCounter;
	#observed: Record<Lane, number> = { blue: 0, green: 0 };
	#period = 0;
	#unknownFailed = 0;
	#shed = 0;
	#invalid = 0;

	/** @param sinceMs now, milliseconds since the Unix epoch. */
	constructor(metrics: Metrics, sinceMs = Date.now()) {
		this.#sinceMs = sinceMs;
		this.#counter = metrics.counter(
			'canario_entry_vaccinations_total',
			'Vaccinations by the lane that served them and what became of them.',
			['lane', 'outcome'],
		);
		this.#seconds = metrics.duration(
			'canario_ack_seconds',
			'From a vaccination being let in to its acknowledgement, by lane.',
			['lane'],
		);
		this.#shedCounter = metrics.counter('canario_shed_total', 'Vaccinations refused at once for overload.');
		this.#rejectedCounter = metrics.counter(
			'canario_rejected_requests_total',
			'Requests refused for what they hold, by code of the problem.',
			['code'],
		);
	}

	/** The period between two changes of the weights that is now: what is drawn belongs to it, whenever it is served. */
	get period(): number {
		return this.#period;
	}

	/**
	 * @param ackMs from being let in to the lane's answer.
	 * @param period that in which its lane was drawn.
	 */
	served({ lane, outcome }: Served, ackMs: number, period: number): void {
		this.#tally[lane][TALLY_OF[outcome]] += 1;
		this.#observe(lane, period);
		// a repeat says nothing of how long the lane takes to take something
		if (outcome === 'stored' || outcome === 'accepted') this.#ack[lane].record(ackMs);
		else this.#ack[lane].recordRecent(ackMs);
		this.#counter.inc({ lane, outcome });
		this.#seconds.observe({ lane }, ackMs / 1000);
	}

	/**
	 * @param lane the one that failed; a mesh may not tell.
	 * @param period that in which it was drawn.
	 */
	failed(lane: Lane | undefined, period: number): void {
		if (lane) {
			this.#tally[lane].failed += 1;
			this.#observe(lane, period);
		} else this.#unknownFailed += 1;
		this.#counter.inc({ lane: lane ?? 'unknown', outcome: 'failed' });
	}

	shed(count: number): void {
		this.#shed += count;
		this.#shedCounter.inc(count);
	}

	/** @param code of the problem that a request got. */
	rejected(code: string): void {
		this.#invalid += 1;
		this.#rejectedCounter.inc({ code });
	}

	/** The weights changed: observed shares start anew. */
	restart(): void {
		this.#period += 1;
		this.#observed = { blue: 0, green: 0 };
	}

	/** @param nowMs milliseconds since the Unix epoch. */
	report(instance: string, split: SplitState, inFlight: ByLane<number>, nowMs: number): EntryReport {
		return {
			service: 'dummy-splitter',
			instance,
			atMs: nowMs,
			sinceMs: this.#sinceMs,
			weights: split.weights,
			version: split.version,
			changedAtMs: split.changedAtMs,
			observed: { ...this.#observed },
			tally: byLane((lane) => ({ ...this.#tally[lane] })),
			unknownFailed: this.#unknownFailed,
			ratePerSecond: byLane((lane) => this.#ack[lane].ratePerSecond),
			inFlight,
			shed: this.#shed,
			invalid: this.#invalid,
			ack: byLane((lane) => this.#ack[lane].encodeRecent()),
			ackTotal: byLane((lane) => this.#ack[lane].encodeTotal()),
		};
	}

	/** What was drawn by other weights would blur the shares of these. */
	#observe(lane: Lane, period: number): void {
		if (period === this.#period) this.#observed[lane] += 1;
	}
}
