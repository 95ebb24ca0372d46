import { weightsInForce } from '@canario/canary/sampler';
import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { StatisticsState } from '@canario/stores/live-statistics';
import { writersOf } from '@canario/stores/reports';
import type { ControllerPorts } from './controller-ports.ts';
import type { Act } from './domain/act.ts';
import { actAtEnd, nextAct } from './domain/next-act.ts';
import { leaderReport, standbyReport } from './domain/report.ts';
import type { SplitSight } from './domain/split-sight.ts';
import { StepWatch } from './domain/step-watch.ts';

/** Entries that do not say within so long that they have the weights are not waited for, milliseconds. */
const IN_FORCE_MS = 10_000;

/** The most that is done in one pass; what is left comes with the next. */
const ACTS = 20;

/**
 * Carries canaries out: of all controllers the one that has the lease. It knows nothing that is not in the log but the
 * sample that it is taking; another that takes over begins that anew.
 */
export class Controller {
	readonly #ports: ControllerPorts;
	#watch: StepWatch | undefined;
	#split: SplitSight | undefined;

	constructor(ports: ControllerPorts) {
		this.#ports = ports;
	}

	/** Looks once, and does what is due. Rejects as the stores and the split do; the next pass goes on from the log. */
	async pass(): Promise<void> {
		const { book, statistics, leadership, shifter } = this.#ports;
		if (!(await leadership.take())) return this.#forget();
		await book.follow();
		this.#split = await shifter.readFor(book.state);
		if (book.state === undefined || this.#split === undefined) return;
		// what the lanes do matters to nobody once the canary has ended
		const seen = book.state.phase === 'ended' ? undefined : await statistics().read();
		if (seen) this.#watchOf(book.state)?.look(seen, book.state);
		for (let acts = 0; acts < ACTS; acts++) {
			if (!(await leadership.take())) return this.#forget();
			const { state } = book;
			const act = this.#next(state, this.#split, seen);
			if (!act || !state) return;
			await this.#do(act, state, seen);
			this.#split = await shifter.read();
		}
	}

	#next(
		state: CanaryState | undefined,
		split: SplitSight,
		seen: StatisticsState | undefined,
	): Act | undefined {
		if (state?.phase === 'ended') return actAtEnd(state, { calls: this.#ports.calls.of(state).answers() });
		// one that was started just now is looked at in the next pass
		return state && seen && nextAct(state, this.#sight(state, seen, split));
	}

	/** What it says of itself and of the canary. */
	report(): CanaryReport {
		const { book, leadership, instance, target, nowMs } = this.#ports;
		const self = { instance, target, atMs: nowMs() };
		if (!leadership.leads) return standbyReport(self);
		return leaderReport(self, book.state, {
			split: this.#split,
			watch: book.state && this.#watchOf(book.state),
		});
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
	#watchOf({ id, phase, version, samples }: CanaryState): StepWatch | undefined {
		const watch = this.#watch;
		if (watch?.canary !== id || watch.version !== version || watch.number !== samples) return undefined;
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

	async #do(act: Act, state: CanaryState, seen: StatisticsState | undefined): Promise<void> {
		switch (act.do) {
			case 'append':
				await this.#ports.book.appendIf(state, act.event);
				return;
			case 'call':
				return this.#ports.calls.of(state).begin(act.hook, state);
			case 'shift':
				return this.#ports.shifter.shift(state, act.weights);
			case 'settle':
				return this.#ports.shifter.settle(state);
			case 'sample':
				return seen && this.#sample(state, seen);
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
