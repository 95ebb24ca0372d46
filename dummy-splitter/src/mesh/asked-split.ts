import type { Weights } from '@canario/contracts/service-report';
import type { SplitState } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import type { LiveSplit } from '@canario/traffic-split/live-split';
import type { TargetState } from '@canario/traffic-split/split-target';
import type { Split } from '../http/split-routes.ts';

/** The mesh follows a change in some milliseconds: what was answered until so long after it says nothing of it, ms. */
export const SETTLE_MS = 250;

/** Where the weights come from that the shares are held against. */
export type AskedFrom = 'object' | 'configured' | 'unknown';

interface Options {
	readonly split: LiveSplit;
	/** Whether somebody said by which weights the mesh draws. */
	readonly configured: boolean;
	/** The object by which the mesh draws, as `--target` takes it; undefined where nobody said. */
	readonly target: string | undefined;
}

/**
 * The split of a mesh as its entry knows it: the weights are read, and nobody changes them here.
 */
export class AskedSplit implements Split {
	readonly #options: Options;
	readonly #listeners = new Set<() => void>();
	#from: AskedFrom;
	#version: string | undefined;

	constructor(options: Options) {
		this.#options = options;
		this.#from = options.configured ? 'configured' : 'unknown';
	}

	get from(): AskedFrom {
		return this.#from;
	}

	/** The weights that were asked of the mesh; undefined where nobody knows. */
	get weights(): Weights | undefined {
		return this.#from === 'unknown' ? undefined : this.read().weights;
	}

	/** Takes over what the object says. */
	take(state: TargetState<string>): void {
		if (state.version === this.#version) return;
		const { split } = this.#options;
		const { weights, changedAtMs = split.read().changedAtMs, by = 'unknown', reason = '' } = state;
		const before = split.read().version;
		this.#version = state.version;
		this.#from = 'object';
		split.adopt({
			weights,
			// entries that read one object give its versions the same numbers; one made anew may begin with 1 again
			version: Math.max(before + 1, Number.parseInt(state.version, 10) || 0),
			changedAtMs,
			by,
			reason,
			kind: 'set',
		});
		for (const listener of this.#listeners) listener();
	}

	/** Calls `listener` when the object was read anew and is another. */
	onChange(listener: () => void): void {
		this.#listeners.add(listener);
	}

	/** The object is followed all the time. */
	follow(): Promise<void> {
		return Promise.resolve();
	}

	read(): SplitState {
		return this.#options.split.read();
	}

	set(): Promise<SplitState> {
		return Promise.reject(this.#refusal());
	}

	undo(): Promise<SplitState> {
		return Promise.reject(this.#refusal());
	}

	confirm(): Promise<SplitState> {
		return Promise.reject(this.#refusal());
	}

	/** None: an object keeps its last change alone. */
	last(): Promise<readonly []> {
		return Promise.resolve([]);
	}

	#refusal(): ServiceError {
		const target = this.#options.target ?? 'trafficsplit/NAME or httproute/NAME';
		return new ServiceError(
			'conflict',
			`this entry draws no lanes, the mesh does: change its split with ./canario split set … --target ${target}`,
		);
	}
}
