import type { CanaryEntry } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import { type CanaryLog, PAGE } from './canary-log.ts';
import { canaryAfter } from './state.ts';

type Events = Pick<CanaryLog, 'events'>;

/** Canaries newest first; with the id of the last of them, where there are older ones. */
export interface CanaryHistory {
	readonly canaries: readonly CanaryState[];
	readonly next?: number;
}

/** The last canaries, of those before the canary `before` where one is given. */
export async function historyOf(log: Events, limit: number, before?: number): Promise<CanaryHistory> {
	const found: CanaryEntry[] = [];
	let from = before === undefined ? undefined : (await lastBefore(log, before)) + 1;
	for (;;) {
		const page = await log.events(PAGE, from);
		from = page.at(-1)?.seq;
		// a hook of a canary before may answer when the next one runs already
		found.push(...page.filter(({ canary }) => canary < (before ?? Number.POSITIVE_INFINITY)));
		const starts = found.filter(({ event }) => event.kind === 'started');
		if (page.length < PAGE || starts.length >= limit) {
			const canaries = starts.slice(0, limit).flatMap((start) => told(start, found));
			const last = starts[limit - 1]?.canary ?? 1;
			return { canaries, ...(last > 1 && { next: last }) };
		}
	}
}

/**
 * A number of the log, 0 for none, up to which all of the canaries before `canary` stands, except for late answers of
 * hooks: numbers have no gaps, so it is found by halving.
 */
async function lastBefore(log: Events, canary: number): Promise<number> {
	const [newest] = await log.events(1);
	let [low, high] = [0, (newest?.seq ?? 0) + 1];
	if (newest && newest.canary < canary) return newest.seq;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		const [entry] = await log.events(1, middle + 1);
		if (entry && entry.canary < canary) low = middle;
		else high = middle;
	}
	return low;
}

/** All that happened since the last canary was started, oldest first; what was before leads to nothing now. */
export async function lastCanaryIn(log: Events): Promise<readonly CanaryEntry[]> {
	const found: CanaryEntry[] = [];
	for (;;) {
		const page = await log.events(PAGE, found.at(-1)?.seq);
		found.push(...page);
		const start = found.findIndex(({ event }) => event.kind === 'started');
		if (start < 0 && page.length === PAGE) continue;
		return found.slice(0, start + 1).toReversed();
	}
}

/** A canary as its events among `entries` (newest first) tell of it. */
function told(start: CanaryEntry, entries: readonly CanaryEntry[]): CanaryState[] {
	const own = entries.filter(({ canary, seq }) => canary === start.canary && seq >= start.seq).toReversed();
	const state = own.reduce<CanaryState | undefined>(canaryAfter, undefined);
	return state ? [state] : [];
}
