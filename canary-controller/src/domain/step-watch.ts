import { judge, verdictOf } from '@canario/canary/judge';
import { alarmRiskOf } from '@canario/canary/judge/alarm-risk';
import { StepSampler } from '@canario/canary/sampler';
import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { SplitVersion } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import { otherThan } from '@canario/contracts/lane';
import type { StatisticsState } from '@canario/stores/live-statistics';
import type { Watched } from './act-of-watch.ts';

interface Options {
	/** A sample without an answered vaccination for so long has no traffic, milliseconds. */
	readonly noTrafficMs: number;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
}

/** Longest time between two looks that counts as watched, milliseconds: who did not look has not watched. */
const LONGEST_GAP_MS = 5_000;

/** Watches the lanes from the moment that a step's weights are in force: its sample, its clock, its checks. */
export class StepWatch implements Watched {
	/** Whose sample it is. */
	readonly canary: number;
	/** The version of the split that it is of. */
	readonly version: SplitVersion;
	/** Which of the canary's samples it is: a later one is another controller's. */
	readonly number: number;
	readonly #sampler: StepSampler;
	readonly #begunAtMs: number;
	readonly #options: Options;
	readonly #alarm: number;
	/** Whether losses are asked for of a lane that can have some. */
	readonly #minds: boolean;
	#outcomes = 0;
	#outcomeAtMs: number;
	#silentMs = 0;
	#lookedAtMs: number;
	#patienceFromMs: number;
	#wasHeld = false;
	watchedMs = 0;
	checks: readonly CheckResult[] = [];
	verdict: Watched['verdict'] = 'none';

	/** @param before the canary's last sample, whose books are carried on. */
	constructor({ id, plan, step, samples, version }: CanaryState, options: Options, before?: StepWatch) {
		this.canary = id;
		this.version = version;
		this.number = samples;
		this.#sampler = new StepSampler(before?.canary === id ? before.#sampler : undefined);
		this.#options = options;
		this.#alarm = alarmRiskOf(samples, plan.alarmRisk);
		this.#minds = plan.to === 'green' && plan.checks.some(({ metric }) => metric === 'loss');
		this.#lookedAtMs = options.steadyMs();
		this.#begunAtMs = this.#lookedAtMs;
		this.#outcomeAtMs = this.#lookedAtMs;
		this.#patienceFromMs = plan.steps[step - 1]?.holdMs ?? 0;
	}

	get sampledMs(): number {
		return this.#lookedAtMs - this.#begunAtMs;
	}

	get unsettled(): boolean {
		return this.#minds && this.#sampler.unsettled;
	}

	get undecidedMs(): number {
		return this.watchedMs - this.#patienceFromMs;
	}

	get traffic(): boolean {
		return this.#lookedAtMs - this.#outcomeAtMs < this.#options.noTrafficMs;
	}

	/** Takes one reading of the live statistics, and judges all that came together. */
	look(statistics: StatisticsState, state: CanaryState): void {
		this.#sampler.look(statistics);
		const nowMs = this.#options.steadyMs();
		const sinceMs = Math.min(nowMs - this.#lookedAtMs, LONGEST_GAP_MS);
		this.#lookedAtMs = nowMs;
		this.#watch(nowMs, state.paused ? 0 : sinceMs);
		if (this.#wasHeld && !state.held) this.#patienceFromMs = this.watchedMs;
		this.#wasHeld = state.held !== undefined;
		this.#judge(state);
	}

	/** Time counts from the first outcome to the last so far: a silence only once it has ended, and no more of it than is taken for traffic. */
	#watch(nowMs: number, sinceMs: number): void {
		const { outcomes } = this.#sampler;
		this.#silentMs = Math.min(this.#silentMs + sinceMs, this.#options.noTrafficMs);
		if (outcomes === this.#outcomes) return;
		if (this.#outcomes > 0) this.watchedMs += this.#silentMs;
		this.#silentMs = 0;
		this.#outcomes = outcomes;
		this.#outcomeAtMs = nowMs;
	}

	#judge({ plan, weights }: CanaryState): void {
		const { to } = plan;
		const comparable = weights[otherThan(to)] > 0;
		const options = { to, comparable, alarm: this.#alarm, passRisk: plan.passRisk };
		this.checks = judge(plan.checks, this.#sampler.sample(), options);
		this.verdict = this.checks.every(({ verdict }) => verdict === 'none') ? 'none' : verdictOf(this.checks);
	}
}
