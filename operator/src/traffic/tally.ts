import { type ByLane, byLane } from '@canario/contracts/lane';
import type { Judgement } from './judge.ts';
import { LatencyRecorder, type LatencySummary } from './latency.ts';

/** One lane's part of a run, in vaccinations; latency is that of the requests with a part in this lane. */
export interface LaneSummary {
	readonly acknowledged: number;
	/** Not acknowledged, and the answer named this lane. */
	readonly missed: number;
	readonly latency: LatencySummary;
}

/** How a run went so far. Counts are vaccinations unless they say requests. */
export interface Counts {
	/** Requests begun. */
	readonly requests: number;
	/** Vaccinations in them. */
	readonly sent: number;
	readonly acknowledged: number;
	/** Sent and not acknowledged: refused, failed or without an answer. */
	readonly missed: number;
	/** Due but not sent, because too many answers were awaited. */
	readonly unsent: number;
	/** Tries beyond the first of a request. */
	readonly retries: number;
	/** Requests whose answer is awaited. */
	readonly inFlight: number;
}

export interface TallySummary extends Counts {
	/** Requests by their last status, or by how they ended without one. */
	readonly statuses: Readonly<Record<string, number>>;
	/** Acknowledged vaccinations by outcome. */
	readonly outcomes: Readonly<Record<string, number>>;
	readonly lanes: ByLane<LaneSummary>;
	/** Of requests answered 2xx, from the intended start to the end of the answer. */
	readonly latency: LatencySummary;
	/** Why vaccinations were missed, the commonest first. */
	readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** More different reasons than these are counted together. */
const MAX_REASONS = 20;

/** Counts a run in memory that does not grow with it. */
export class Tally {
	readonly #counts = { requests: 0, sent: 0, acknowledged: 0, missed: 0, unsent: 0, retries: 0, inFlight: 0 };
	readonly #statuses = new Map<string, number>();
	readonly #outcomes = new Map<string, number>();
	readonly #reasons = new Map<string, number>();
	readonly #latency = new LatencyRecorder();
	readonly #lanes = byLane(() => ({ acknowledged: 0, missed: 0, latency: new LatencyRecorder() }));

	begin(vaccinations: number): void {
		this.#counts.requests++;
		this.#counts.inFlight++;
		this.#counts.sent += vaccinations;
	}

	unsent(vaccinations: number): void {
		this.#counts.unsent += vaccinations;
	}

	finish({ label, landed, missed }: Judgement, latencyMs: number, tries: number): void {
		this.#counts.inFlight--;
		this.#counts.retries += tries - 1;
		increase(this.#statuses, label);
		for (const { lane, outcome } of landed) {
			this.#counts.acknowledged++;
			if (lane) this.#lanes[lane].acknowledged++;
			increase(this.#outcomes, outcome ?? 'unnamed');
		}
		for (const { lane, count, reason } of missed) {
			this.#counts.missed += count;
			if (lane) this.#lanes[lane].missed += count;
			const known = this.#reasons.has(reason) || this.#reasons.size < MAX_REASONS;
			increase(this.#reasons, known ? reason : 'other reasons', count);
		}
		if (landed.length === 0) return;
		this.#latency.record(latencyMs);
		for (const lane of new Set(landed.map((one) => one.lane))) {
			if (lane) this.#lanes[lane].latency.record(latencyMs);
		}
	}

	get counts(): Counts {
		return { ...this.#counts };
	}

	summary(): TallySummary {
		return {
			...this.#counts,
			statuses: Object.fromEntries([...this.#statuses].sort(([a], [b]) => a.localeCompare(b))),
			outcomes: Object.fromEntries([...this.#outcomes].sort(([a], [b]) => a.localeCompare(b))),
			lanes: byLane((lane) => ({ ...this.#lanes[lane], latency: this.#lanes[lane].latency.summary() })),
			latency: this.#latency.summary(),
			reasons: [...this.#reasons]
				.map(([reason, count]) => ({ reason, count }))
				.sort((a, b) => b.count - a.count),
		};
	}
}

function increase(counts: Map<string, number>, key: string, by = 1): void {
	counts.set(key, (counts.get(key) ?? 0) + by);
}
