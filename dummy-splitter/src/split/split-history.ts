import type { SplitChange, SplitState } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import type { LiveSplit } from '@canario/traffic-split/live-split';
import { stateAfter } from '@canario/traffic-split/split-state';
import { sameWeights } from '@canario/traffic-split/weights';
import type { Logger } from 'pino';
import type { ChangeLog } from './change-log.ts';
import {
	type Act,
	confirmChange,
	dueRevert,
	type NewChange,
	type SetAct,
	setChange,
	startChange,
	undoChange,
} from './changes.ts';
import { staleSplit } from './stale-split.ts';

/** A change without `ifVersion` is tried again so often when others were faster. */
const TRIES = 8;

interface Options {
	readonly changes: ChangeLog;
	/** Follows the history. */
	readonly split: LiveSplit;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	readonly log: Pick<Logger, 'info'>;
}

/**
 * The split as an object with a history that several entries share: its state is what the last change in the journal
 * led to. A change is one once the journal has it; before that nothing changes here.
 *
 * Every method rejects with ServiceError: as the journal does when it cannot be reached, `stale_version` when
 * the split has another version by now (with what changed meanwhile in `errors`).
 */
export class SplitHistory {
	readonly #changes: ChangeLog;
	readonly #split: LiveSplit;
	readonly #nowMs: () => number;
	readonly #log: Pick<Logger, 'info'>;

	constructor({ changes, split, nowMs, log }: Options) {
		this.#changes = changes;
		this.#split = split;
		this.#nowMs = nowMs;
		this.#log = log;
	}

	/** Reads on. Begins an empty history with the weights that there are, and goes back where that is due. */
	async follow(): Promise<void> {
		await this.#readOn();
		const state = this.#split.read();
		const due = state.version === 0 ? startChange(state.weights) : dueRevert(state, this.#nowMs());
		if (!due) return;
		try {
			await this.#append(state, due);
		} catch (error) {
			if (!isStale(error)) throw error;
			// another entry was faster
			await this.#readOn();
		}
	}

	/** The state as this entry knows it. */
	read(): SplitState {
		return this.#split.read();
	}

	/** Changes the weights; resolves when that is durable. `weights` are valid ones. */
	set(act: SetAct): Promise<SplitState> {
		return this.#change(act.ifVersion, (state) => setChange(state, act, this.#nowMs()));
	}

	/** Goes back to the weights before the last change of them. Rejects with `conflict` where there are none. */
	undo(act: Act): Promise<SplitState> {
		return this.#change(act.ifVersion, (state) => undoChange(state, act));
	}

	/** Has the weights of this version stay. Rejects with `conflict` when they do anyhow. */
	confirm(version: number, by: string): Promise<SplitState> {
		return this.#change(version, (state) => confirmChange(state, by));
	}

	/** The last changes, before a version where one is given, newest first. */
	last(limit: number, before?: number): Promise<readonly SplitChange[]> {
		return this.#changes.last(limit, before);
	}

	async #change(ifVersion: number | undefined, make: (state: SplitState) => NewChange): Promise<SplitState> {
		for (let tries = 1; ; tries++) {
			await this.follow();
			const state = this.#split.read();
			if (ifVersion !== undefined && ifVersion !== state.version) {
				throw staleSplit(state.version, ifVersion, await this.#changes.last(5));
			}
			try {
				return await this.#append(state, make(state));
			} catch (error) {
				if (!isStale(error)) throw error;
				if (tries === TRIES) throw new ServiceError('overloaded', 'others change the split all the time');
			}
		}
	}

	async #append(before: SplitState, change: NewChange): Promise<SplitState> {
		const made = await this.#changes.append(before.version + 1, change, this.#nowMs());
		return this.#take(before, [made]);
	}

	async #readOn(): Promise<void> {
		const state = this.#split.read();
		if (state.version > 0) this.#take(state, await this.#changes.after(state.version));
		else await this.#begin(state);
	}

	/** Takes over the state to which the history led before this entry began. */
	async #begin(configured: SplitState): Promise<void> {
		// Two, for a confirmation tells only that what was before it stays.
		const last = (await this.#changes.last(2)).toReversed();
		const state = last.reduce(stateAfter, configured);
		if (state.version === 0) return;
		this.#split.adopt(state);
		const { weights, version } = state;
		const which = sameWeights(weights, configured.weights) ? 'as configured' : 'not the configured weights';
		this.#log.info(
			{ weights, version, configured: configured.weights },
			`the last good split goes on, ${which}`,
		);
	}

	#take(before: SplitState, changes: readonly SplitChange[]): SplitState {
		const state = changes.reduce(stateAfter, before);
		const known = this.#split.read().version;
		for (const change of changes) if (change.version > known) this.#log.info(change, 'split changed');
		this.#split.adopt(state);
		return state;
	}
}

const isStale = (error: unknown) => error instanceof ServiceError && error.code === 'stale_version';
