import type { CanaryEntry } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import { type CanaryLog, PAGE } from './canary-log.ts';
import { canaryAfter } from './state.ts';

type Events = Pick<CanaryLog, 'events'>;

/** Canaries newest first; with the number of the log to go on from, where there are more. */
export interface CanaryHistory {
	readonly canaries: readonly CanaryState[];
	readonly next?: number;
}

/** The last canaries, of those that began before a number of the log where one is given. */
export async function historyOf(log: Events, limit: number, before?: number): Promise<CanaryHistory> {
	const found: CanaryEntry[] = [];
	for (;;) {
		const page = await log.events(PAGE, found.at(-1)?.seq ?? before);
		found.push(...page);
		const starts = found.filter(({ event }) => event.kind === 'started');
		if (page.length < PAGE || starts.length >= limit) {
			const canaries = starts.slice(0, limit).flatMap((start) => told(start, found));
			const last = starts[limit - 1]?.seq ?? 1;
			return { canaries, ...(last > 1 && { next: last }) };
		}
	}
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
