import type { SplitChange, SplitHistoryPage, SplitState } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import type { WatchOptions } from './split-target.ts';

/** The most changes that are asked for at a time. */
export const HISTORY_PAGE = 100;

/** A split whose versions are numbers, and that keeps its changes. Rejects with ServiceError, as a target does. */
export interface KeptSplit {
	read(signal?: AbortSignal): Promise<SplitState>;
	/** The last changes, at most HISTORY_PAGE, of those before a version where one is given; newest first. */
	history(limit: number, before?: number, signal?: AbortSignal): Promise<SplitHistoryPage>;
}

/**
 * Watches such a split as a target is watched, by looking at its version again and again.
 *
 * @param everyMs between two looks, milliseconds.
 */
export async function* watchHistory(
	split: KeptSplit,
	{ signal, after, onTrouble }: WatchOptions<number>,
	everyMs: number,
): AsyncGenerator<SplitChange> {
	let seen = after;
	let reachable = true;
	while (!signal.aborted) {
		const found = await look(split, seen, signal);
		if (signal.aborted) return;
		if ('trouble' in found) {
			if (reachable) onTrouble?.(found.trouble);
			reachable = false;
		} else {
			reachable = true;
			yield* found.changes;
			seen = found.version;
		}
		await pause(everyMs, signal);
	}
}

type Found = { readonly changes: readonly SplitChange[]; readonly version: number };

/** What came after a version; without one, nothing yet. Throws what trying again does not help. */
async function look(
	split: KeptSplit,
	seen: number | undefined,
	signal: AbortSignal,
): Promise<Found | { readonly trouble: ServiceError }> {
	try {
		const { version } = await split.read(signal);
		if (seen === undefined) return { changes: [], version };
		const changes = version > seen ? await changesAfter(split, seen, signal) : [];
		return { changes, version: changes.at(-1)?.version ?? seen };
	} catch (error) {
		const passes = error instanceof ServiceError && (isPassing(error) || signal.aborted);
		if (!passes) throw error;
		return { trouble: error };
	}
}

const isPassing = ({ code }: ServiceError) =>
	code === 'unavailable' || code === 'deadline_exceeded' || code === 'overloaded';

/** All changes after a version, oldest first. */
async function changesAfter(
	split: KeptSplit,
	version: number,
	signal: AbortSignal,
): Promise<readonly SplitChange[]> {
	const found: SplitChange[] = [];
	for (let before: number | undefined; ; ) {
		const { changes, next } = await split.history(HISTORY_PAGE, before, signal);
		const fresh = changes.filter((change) => change.version > version);
		found.push(...fresh);
		if (next === undefined || fresh.length < changes.length) return found.reverse();
		before = next;
	}
}

/** Resolves after a time, or at once when the signal aborts; a browser has no `node:timers/promises`. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((done) => {
		const end = () => {
			clearTimeout(timer);
			// one watch pauses many times, by one signal
			signal.removeEventListener('abort', end);
			done();
		};
		const timer = setTimeout(end, ms);
		if (signal.aborted) end();
		else signal.addEventListener('abort', end);
	});
