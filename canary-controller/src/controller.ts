import type { CanaryBook } from '@canario/canary/canary-book';
import { weightsInForce } from '@canario/canary/sampler';
import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { CanaryReport, DrivenSplit } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { LiveStatistics, StatisticsState } from '@canario/stores/live-statistics';
import { writersOf } from '@canario/stores/reports';
import type { Act } from './domain/act.ts';
import { nextAct } from './domain/next-act.ts';
import { publicView } from './domain/public-view.ts';
import type { SplitSight } from './domain/split-sight.ts';
import { StepWatch } from './domain/step-watch.ts';
import type { PhaseCalls } from './hooks/phase-calls.ts';
import type { Leadership } from './leadership.ts';
import type { Shifter } from './shifter.ts';

/** Entries that do not say within so long that they have the weights are not waited for, milliseconds. */
const IN_FORCE_MS = 10_000;

/** An ended canary is shown for so long, milliseconds. */
const SHOWN_MS = 15 * 60_000;

/** The most that is done in one pass; what is left comes with the next. */
const ACTS = 20;

interface Ports {
	readonly book: CanaryBook;
	/** Throws while the live store is absent. */
	readonly statistics: () => LiveStatistics;
	readonly shifter: Shifter;
	readonly leadership: Leadership;
	readonly calls: PhaseCalls;
	readonly noTrafficMs: number;
	readonly instance: string;
	/** Whose weights `shifter` moves. */
	readonly target: DrivenSplit;
	/** Milliseconds since the Unix epoch, and by a clock that does not jump. */
	readonly nowMs: () => number;
	readonly steadyMs: () => number;
}

/**
 * Carries canaries out: of all controllers the one that has the lease. It knows nothing that is not in the log but the
 * sample that it is taking; another that takes over begins that anew.
 */
export class Controller {
	readonly #ports: Ports;
	#watch: StepWatch | undefined;
	#split: SplitSight | undefined;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Looks once, and does what is due. Rejects as the stores and the split do; the next pass goes on from the log. */
	async pass(): Promise<void> {
		const { book, statistics, leadership, shifter } = this.#ports;
		if (!(await leadership.take())) return this.#forget();
		await book.follow();
		this.#split = await shifter.readFor(book.state);
		if (book.state === undefined || this.#split === undefined) return;
		const seen = await statistics().read();
		this.#watchOf(book.state)?.look(seen, book.state);
		for (let acts = 0; acts < ACTS; acts++) {
			const { state } = book;
			const act = state && nextAct(state, this.#sight(state, seen, this.#split));
			if (!act || !state) return;
			await this.#do(act, state, seen);
			this.#split = await shifter.read();
		}
	}

	/** What it says of itself and of the canary. */
	report(): CanaryReport {
		const { book, leadership, instance, target, nowMs } = this.#ports;
		const { leads } = leadership;
		const { state } = book;
		const shown = state && (state.ended === undefined || nowMs() - state.ended.atMs < SHOWN_MS);
		return {
			...{ service: 'canary-controller', instance, atMs: nowMs(), leads, target },
			...(leads && this.#split && { split: splitOf(this.#split) }),
			...(leads && shown && { canary: publicView(state, this.#watchOf(state)) }),
		};
	}

	/** Stops what is under way, and lets another lead at once. */
	async close(): Promise<void> {
		this.#forget();
		await this.#ports.leadership.giveUp();
	}

	#forget(): void {
		this.#watch = undefined;
		this.#ports.calls.stop();
	}

	/** The sample that goes on: until the weights change, also between two steps. */
	#watchOf({ id, phase, version }: CanaryState): StepWatch | undefined {
		const watch = this.#watch;
		if (watch?.canary !== id || watch.version !== version) return undefined;
		return phase === 'start' || phase === 'back' || phase === 'ended' ? undefined : watch;
	}

	#sight(state: CanaryState, seen: StatisticsState, split: SplitSight) {
		const { calls, nowMs } = this.#ports;
		const waitedMs = nowMs() - state.phaseAtMs;
		return {
			split,
			inForce: weightsInForce(seen, state.weights) || waitedMs > IN_FORCE_MS,
			written: writersOf(seen.reports).some(({ lane }) => lane === state.plan.to),
			watch: this.#watchOf(state),
			calls: calls.of(state).answers(),
			nowMs: nowMs(),
		};
	}

	async #do(act: Act, state: CanaryState, seen: StatisticsState): Promise<void> {
		switch (act.do) {
			case 'append':
				return this.#append(state, act.events);
			case 'call':
				return this.#ports.calls.of(state).begin(act.hook, state);
			case 'shift':
				return this.#ports.shifter.shift(state, act.weights);
			case 'settle':
				return this.#ports.shifter.settle(state);
			case 'sample':
				return this.#sample(state, seen);
		}
	}

	/** Appends events one after another, as long as nobody else appends between them. */
	async #append(state: CanaryState, events: readonly CanaryEvent[]): Promise<void> {
		let known: CanaryState | undefined = state;
		for (const event of events) {
			known = await this.#ports.book.appendIf(known, event);
			if (known === undefined) return;
		}
	}

	async #sample(state: CanaryState, seen: StatisticsState): Promise<void> {
		const { book, noTrafficMs, steadyMs } = this.#ports;
		const begun = await book.appendIf(state, { kind: 'sampling' });
		if (begun === undefined) return;
		this.#watch = new StepWatch(begun, { noTrafficMs, steadyMs }, this.#watch);
		this.#watch.look(seen, begun);
	}
}

const splitOf = ({ weights, version }: SplitSight) => ({ weights, version });
