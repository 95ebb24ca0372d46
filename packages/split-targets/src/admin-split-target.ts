import { setTimeout as sleep } from 'node:timers/promises';
import type { SplitChange } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget, WatchOptions } from '@canario/traffic-split/split-target';
import { type AdminSplit, HISTORY_PAGE } from './admin-split.ts';

/** Between two looks at the version, milliseconds. */
const EVERY_MS = 250;

/** An entry's own split as a target; it keeps every change, with who and why. */
export function adminSplitTarget(split: AdminSplit, everyMs = EVERY_MS): SplitTarget<number> {
	return {
		read: () => split.read(),
		compareAndSet: (wanted) => split.set(wanted),
		watch: (options) => watch(split, options, everyMs),
	};
}

async function* watch(
	split: AdminSplit,
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
		await sleep(everyMs, undefined, { signal }).catch(() => {});
	}
}

type Found = { readonly changes: readonly SplitChange[]; readonly version: number };

/** What came after a version; without one, nothing yet. Throws what trying again does not help. */
async function look(
	split: AdminSplit,
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
	split: AdminSplit,
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
