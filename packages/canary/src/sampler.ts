import { byLane, LANES, type Lane } from '@canario/contracts/lane';
import type { EntryReport, ServiceReport, Weights } from '@canario/contracts/service-report';
import type { StatisticsState } from '@canario/stores/live-statistics';
import { entriesOf, writersOf } from '@canario/stores/reports';
import { sameWeights } from '@canario/traffic-split/weights';
import type { LaneSample, Sample } from './lane-sample.ts';
import { Losses } from './losses.ts';
import { COUNTS, countsOf, orderedDurations } from './ordered-durations.ts';
import { Rises } from './rises.ts';

/**
 * Adds up what the lanes did since the first look, from what the services report; nothing of what was before. What green's
 * books find belongs to the sample that sees it: of one canary no loss falls between two samples.
 */
export class StepSampler {
	/** Of each lane: taken, failed, conflicts, repeats. */
	readonly #tally = byLane(() => new Rises(4));
	/** Failed at a lane that nobody knows. */
	readonly #unknownFailed = new Rises(1);
	readonly #ack = byLane(() => new Rises(COUNTS));
	readonly #durable = byLane(() => new Rises(COUNTS));
	/** Green's, found later: dead-lettered other than by conflict, conflicts, repeats. */
	readonly #books: Rises;
	readonly #losses: Losses;
	/** What the samples before have of those. */
	readonly #booksBefore: Float64Array;
	readonly #lossesBefore: number;
	/** When it began, by the clocks of those who report; undefined before the first look with an entry. */
	#beganAtMs: number | undefined;

	/** @param before the sample before this one of the same canary, which is not looked at any more. */
	constructor(before?: StepSampler) {
		this.#books = before ? before.#books : new Rises(3);
		this.#losses = before ? before.#losses : new Losses();
		this.#booksBefore = this.#books.sum.slice();
		this.#lossesBefore = this.#losses.total;
	}

	/** Takes a reading of the live statistics: once a second. The first with an entry's report is where the sample begins. */
	look(state: StatisticsState): void {
		const entries = entriesOf(state.reports);
		if (entries.length > 0) this.#beganAtMs ??= Math.max(...state.reports.map(({ atMs }) => atMs));
		const beganAtMs = this.#beganAtMs;
		if (beganAtMs === undefined) return;
		for (const entry of entries) {
			this.#unknownFailed.see(...sighting(entry, Float64Array.of(entry.unknownFailed), beganAtMs));
			for (const lane of LANES) {
				this.#tally[lane].see(...sighting(entry, tallyOf(entry, lane), beganAtMs));
				this.#ack[lane].see(...sighting(entry, countsOf(entry.ackTotal[lane]), beganAtMs));
			}
		}
		for (const writer of writersOf(state.reports)) {
			this.#durable[writer.lane].see(...sighting(writer, countsOf(writer.durableTotal), beganAtMs));
		}
		const { deadLettered, conflicts, repeats } = state.green;
		this.#books.see('green', Float64Array.of(deadLettered - conflicts, conflicts, repeats), false);
		this.#losses.look(state);
	}

	/** What came together so far. */
	sample(): Sample {
		return { ...byLane((lane) => this.#sampleOf(lane)), unknownFailed: this.#unknown };
	}

	/** How many vaccinations were answered since it began, in whichever way: while it stands still there is no traffic. */
	get outcomes(): number {
		const known = LANES.flatMap((lane) => [...this.#tally[lane].sum]);
		return known.reduce((total, count) => total + count, this.#unknown);
	}

	/** Whether a loss is suspected that has not been there for long enough to count: who passes now may miss it. */
	get unsettled(): boolean {
		return this.#losses.unsettled;
	}

	get #unknown(): number {
		return this.#unknownFailed.sum[0] ?? 0;
	}

	/** What the books found since the sample before. */
	get #found(): Float64Array {
		return this.#books.sum.map((count, index) => count - (this.#booksBefore[index] ?? 0));
	}

	#sampleOf(lane: Lane): LaneSample {
		const [taken = 0, failed = 0, conflicts = 0] = this.#tally[lane].sum;
		const [dead = 0, foundConflicts = 0, foundRepeats = 0] = lane === 'green' ? this.#found : [];
		// what green finds out later was among those taken, perhaps of those before this sample
		const kept = Math.max(0, taken - foundConflicts - foundRepeats);
		// the least that was ever lost may turn out lower, and then so does what the samples before have
		const gone = Math.max(0, this.#losses.total - this.#lossesBefore);
		const lost = lane === 'green' ? dead + gone : 0;
		return {
			taken: kept,
			failed,
			conflicts: conflicts + foundConflicts,
			// a share has to be one, also where what was taken before gets lost now
			lost: Math.min(lost, kept),
			// blue's are stored when they are answered
			lossUnknown: lane === 'green' && !this.#losses.isKnown,
			ack: orderedDurations(this.#ack[lane].sum),
			durable: orderedDurations(this.#durable[lane].sum),
		};
	}
}

/** Whether every entry that reports has these weights. */
export function weightsInForce({ reports }: Pick<StatisticsState, 'reports'>, wanted: Weights): boolean {
	const entries = entriesOf(reports);
	return entries.length > 0 && entries.every(({ weights }) => sameWeights(weights, wanted));
}

/** The arguments of `Rises.see`: an instance that began after the sample did counts from its beginning. */
function sighting(
	{ instance, sinceMs }: Extract<ServiceReport, { sinceMs: number }>,
	reading: Float64Array,
	beganAtMs: number,
): [string, Float64Array, boolean] {
	return [`${instance}|${sinceMs}`, reading, sinceMs > beganAtMs];
}

function tallyOf({ tally }: EntryReport, lane: Lane): Float64Array {
	const { stored, accepted, duplicates, conflicts, failed } = tally[lane];
	return Float64Array.of(stored + accepted, failed, conflicts, duplicates);
}
