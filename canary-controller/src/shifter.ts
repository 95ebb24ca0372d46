import type { CanaryBook } from '@canario/canary/canary-book';
import { weightsAt, weightsBack } from '@canario/canary/weights-at';
import type { SplitVersion } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget, TargetState } from '@canario/traffic-split/split-target';
import { sameWeights } from '@canario/traffic-split/weights';
import { overtakenBy } from './domain/overtaken-by.ts';
import { isReasonOf, shiftReason } from './domain/shift-reason.ts';
import { isEarlier, type SplitSight } from './domain/split-sight.ts';

/**
 * Sets the weights of a canary so that its change is known for its own, whatever happens in between: what it wants goes
 * into the log first, then to the split under the version that the canary knows, then what came of it into the log.
 */
export class Shifter {
	readonly #book: CanaryBook;
	readonly #target: SplitTarget<SplitVersion>;
	readonly #mayWrite: () => void;

	/** @param mayWrite asked right before each change; throws where none may be made any more. */
	constructor(book: CanaryBook, target: SplitTarget<SplitVersion>, mayWrite: () => void) {
		this.#book = book;
		this.#target = target;
		this.#mayWrite = mayWrite;
	}

	/** The split as it is. Rejects as the target does, with `unavailable` while its history is not known. */
	async read(): Promise<SplitSight> {
		const state = await this.#readState();
		const { weights, version, reason = '' } = state;
		return { weights, version, reason, told: toldOf(state) };
	}

	/**
	 * The same, but a canary on its way back from a split that is no more, or that is another tool's, has nothing left to do:
	 * it ends, and there is nothing to be seen.
	 */
	async readFor(state: CanaryState | undefined): Promise<SplitSight | undefined> {
		try {
			return await this.read();
		} catch (error) {
			const gone = error instanceof ServiceError && (error.code === 'not_found' || error.code === 'conflict');
			if (!gone || state?.phase !== 'back') throw error;
			await this.#book.appendIf(state, { kind: 'ended', outcome: 'overtaken', why: error.message });
			return undefined;
		}
	}

	/** Begins a change, and makes it where nothing is in the way. */
	async shift(state: CanaryState, weights: Weights): Promise<void> {
		const event = { kind: 'shifting', weights, ifVersion: state.version } as const;
		const intent = await this.#book.appendIf(state, event);
		if (intent) await this.#make(intent, weights, state.version);
	}

	/**
	 * Ends a change that was begun, here or by a controller that is gone. One that is not wanted any more is made
	 * impossible: the weights as they are get another version, for which whatever is still under way comes too late.
	 */
	async settle(state: CanaryState): Promise<void> {
		if (state.shifting === undefined) return;
		const { weights, ifVersion } = state.shifting;
		const split = await this.#readState();
		if (isEarlier(split.version, ifVersion)) return;
		if (split.version === ifVersion) {
			const wanted = isWanted(state, weights) || sameWeights(weights, split.weights);
			return wanted ? this.#make(state, weights, ifVersion) : this.shift(state, split.weights);
		}
		const { version, reason } = split;
		const own = sameWeights(split.weights, weights) && (reason === undefined || isReasonOf(state, reason));
		await this.#book.appendIf(
			state,
			own ? { kind: 'shifted', weights, version } : { kind: 'ended', ...overtakenBy(toldOf(split)) },
		);
	}

	async #make(state: CanaryState, weights: Weights, ifVersion: SplitVersion): Promise<void> {
		this.#mayWrite();
		try {
			const made = await this.#target.compareAndSet({
				weights,
				reason: shiftReason(state, weights),
				ifVersion,
			});
			await this.#book.appendIf(state, { kind: 'shifted', weights, version: made.version });
		} catch (error) {
			if (!(error instanceof ServiceError)) throw error;
			if (error.code === 'conflict') await this.#giveUp(state, error.message);
			// whose change that was is found out when it is settled
			else if (error.code !== 'stale_version') throw error;
		}
	}

	/** Ends a canary of a split that is another tool's: waiting would not help, and nothing of ours is left there. */
	async #giveUp(state: CanaryState, why: string): Promise<void> {
		const outcome = sameWeights(state.weights, state.from) ? 'refused' : 'overtaken';
		await this.#book.appendIf(state, { kind: 'ended', outcome, why });
	}

	async #readState(): Promise<TargetState<SplitVersion>> {
		const state = await this.#target.read();
		if (state.version !== 0) return state;
		throw new ServiceError('unavailable', 'the entry has not read the history of the split yet');
	}
}

/** Whether these are the weights that a canary is to have next. */
function isWanted({ phase, plan, step, paused, weights: now, from }: CanaryState, weights: Weights): boolean {
	if (phase === 'back') return sameWeights(weights, weightsBack(plan, now, from));
	return !paused && sameWeights(weights, weightsAt(plan, step));
}

function toldOf({ weights, version, by, reason }: TargetState<SplitVersion>): string {
	const who = by === undefined ? '' : ` by ${by}`;
	const why = reason === undefined || reason === '' ? '' : `, because: ${reason}`;
	return `version ${version}, blue=${weights.blue} green=${weights.green}${who}${why}`;
}
