import type { Weights } from '@canario/contracts/service-report';

/** The weights of a target, as far as it tells of them. */
export interface TargetState<Version> {
	readonly weights: Weights;
	/** Another with each change, also by others; nothing but whether two are the same means anything. */
	readonly version: Version;
	/** Since when the weights are these: milliseconds since the Unix epoch. */
	readonly changedAtMs?: number | undefined;
	/** Who set them, and why. */
	readonly by?: string | undefined;
	readonly reason?: string | undefined;
	/** The weights go back to `revertTo` at this time (ms since the epoch) unless they are confirmed or changed before. */
	readonly revertAtMs?: number | undefined;
	readonly revertTo?: Weights | undefined;
}

/** One change, as far as the target tells of it. `from` and `to` are equal where only something else changed. */
export interface TargetChange<Version> {
	readonly version: Version;
	readonly from: Weights;
	readonly to: Weights;
	/** When it was made, or seen where the target does not tell: milliseconds since the Unix epoch. */
	readonly atMs: number;
	readonly by?: string | undefined;
	readonly reason?: string | undefined;
	/** How it came about, in the target's words. */
	readonly kind?: string | undefined;
	/** The weights go back at this time (ms since the epoch) unless they are confirmed or changed before. */
	readonly revertAtMs?: number | undefined;
}

/** A change that is asked for. */
export interface WantedChange<Version> {
	/** Valid ones (weightsSchema). */
	readonly weights: Weights;
	/** Why, for those who come after; 1 to 500 characters. */
	readonly reason: string;
	/** The version that the change is meant for; without one it is meant for any. */
	readonly ifVersion?: Version | undefined;
	/** Go back unless somebody confirms within so many milliseconds. */
	readonly revertAfterMs?: number | undefined;
}

export interface WatchOptions<Version> {
	/** Ends the watch. */
	readonly signal: AbortSignal;
	/** Begin with what comes after this version; without one, after that of now. */
	readonly after?: Version | undefined;
	/** Told once each time that the target cannot be reached any more; the watch goes on. */
	readonly onTrouble?: ((error: Error) => void) | undefined;
}

/**
 * Something that splits traffic by weights which can be read and set: an entry, or an object of a mesh. Adapters pass
 * `contract/split-target.contract.ts`.
 *
 * Everything rejects with ServiceError: `unauthorized` (who asks is not known there) or `forbidden` (known, and may
 * not), `unavailable` when it cannot be reached or cannot do it now, `invalid_input` for what it cannot take.
 */
export interface SplitTarget<Version> {
	/** The weights as they are now. */
	read(): Promise<TargetState<Version>>;

	/**
	 * Sets the weights, all of them or none. When it resolves the change is durable, and holds from the next request
	 * on or soon after.
	 *
	 * Rejects with `stale_version` when the target has another version than `ifVersion`; nothing was changed then, and
	 * the message tells what did change meanwhile. After `unavailable` it may have happened; `read` tells.
	 */
	compareAndSet(wanted: WantedChange<Version>): Promise<TargetState<Version>>;

	/**
	 * Every change from now on, by whomever, oldest first and none twice; where the target keeps no history, those
	 * in quick succession may come as one. Ends without an error when `signal` aborts. While the target cannot be reached
	 * it tries again; it throws what trying again does not help, such as `unauthorized`.
	 */
	watch(options: WatchOptions<Version>): AsyncIterable<TargetChange<Version>>;
}
