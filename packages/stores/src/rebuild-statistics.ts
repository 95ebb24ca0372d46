import { type ByLane, LANES, type Lane } from '@canario/contracts/lane';
import { lastOnes, sumsOf } from './count-documents.ts';
import { SLOT_MS, SLOTS_KEPT_MS, slotField, slotOf } from './counters.ts';
import type { LiveStatistics } from './live-statistics.ts';
import type { RecordStore } from './record-store.ts';

/** How many of the newest documents the statistics show. */
const LAST_ONES = 5;

/** How long the statistics may take to begin, at the first try, milliseconds. */
const BEGIN_MS = 50;

/** Slots that are compared again once a minute: five minutes, for late tries and writers whose clocks are behind. */
const COMPARED_AGAIN = 30;
const SLOTS_BETWEEN_COMPARISONS = 6;

/** All documents are counted once in so many slots, an hour. */
const SLOTS_BETWEEN_TOTALS = 360;

interface CheckOptions {
	readonly records: Pick<RecordStore, 'slots'>;
	readonly statistics: Pick<LiveStatistics, 'read' | 'checked'>;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	/**
	 * Within so many milliseconds of its `stored_at` a document is in the record store and counted, or its
	 * writer has died; the clocks of all writers and of this process differ by less.
	 */
	readonly settleMs: number;
}

interface RebuildOptions extends Pick<CheckOptions, 'nowMs' | 'settleMs'> {
	readonly records: Pick<RecordStore, 'groups' | 'slots' | 'page'>;
	readonly statistics: Pick<LiveStatistics, 'beginRebuild' | 'finishRebuild'>;
	readonly sleep: (ms: number) => Promise<unknown>;
}

/** What a comparison found. */
export interface Check {
	readonly equal: boolean;
	/** Why not; no ids, no names. */
	readonly reason?: string;
}

/**
 * Builds the statistics anew from the record store while traffic goes on, and puts them in place of the old
 * ones. Takes a little over twice `settleMs`, and one pass over the store.
 *
 * The cut lies ahead of the moment at which the next generation begins to count, by more than clocks differ:
 * what is stored at or after the cut is then counted for sure, and what is stored before it is in the store
 * once `settleMs` have passed since.
 */
export async function rebuildStatistics(options: RebuildOptions): Promise<void> {
	const { records, statistics, nowMs, settleMs, sleep } = options;
	const cutMs = await beginAhead(options);
	await sleep(Math.max(0, cutMs + settleMs - nowMs()));
	const fromMs = slotOf(cutMs - SLOTS_KEPT_MS) * SLOT_MS;
	const [groups, slots] = await Promise.all([records.groups(cutMs), records.slots(fromMs, cutMs, SLOT_MS)]);
	const { documents } = await records.page({ filter: { source: 'traffic' }, limit: LAST_ONES });
	const last = lastOnes(documents.toReversed());
	await statistics.finishRebuild(cutMs, sumsOf(groups, slots), last);
}

/** Begins a generation whose cut is still ahead by `settleMs` when it has begun; the statistics may be slow. */
async function beginAhead({ statistics, nowMs, settleMs }: RebuildOptions): Promise<number> {
	for (let beginMs = BEGIN_MS; ; beginMs *= 2) {
		const cutMs = nowMs() + beginMs + settleMs;
		await statistics.beginRebuild(cutMs);
		if (nowMs() + settleMs <= cutMs) return cutMs;
	}
}

/**
 * Compares the statistics with the record store, exactly and while traffic goes on: only time slots that are
 * closed, in which nothing moves any more. Those since the last check are compared one by one, a document at a
 * time being in one slot; what lies before them was compared then, or summed from the store when they were
 * built. So a check costs what was stored since the last one. Once a minute the last five minutes are compared
 * again, and once an hour all documents are counted, to notice a record store that was emptied or restored. When
 * all is equal that is noted, and old slots go.
 */
export async function checkStatistics({
	records,
	statistics,
	nowMs,
	settleMs,
}: CheckOptions): Promise<Check> {
	const now = nowMs();
	const closed = slotOf(now - settleMs);
	const { built, suspect, checkedSlot, counters } = await statistics.read();
	if (!built) return { equal: false, reason: 'not built' };
	if (suspect) return { equal: false, reason: 'counts were lost' };

	const passed = (slots: number) => Math.floor(closed / slots) > Math.floor(checkedSlot / slots);
	const again = passed(SLOTS_BETWEEN_COMPARISONS) ? COMPARED_AGAIN : 0;
	const fromMs = Math.max(0, checkedSlot - again) * SLOT_MS;
	const beforeMs = closed * SLOT_MS;
	const stored = fromMs < beforeMs ? await records.slots(fromMs, beforeMs, SLOT_MS) : new Map();
	const different = differentSlots(counters, stored, slotOf(fromMs), closed);
	if (different > 0) return { equal: false, reason: `${different} time slots differ` };

	if (passed(SLOTS_BETWEEN_TOTALS)) {
		const totals = (await records.slots(0, beforeMs, beforeMs)).get(0);
		for (const lane of LANES) {
			if (countedBefore(closed, counters, lane) !== (totals?.[lane] ?? 0)) {
				return { equal: false, reason: `all documents of ${lane} differ` };
			}
		}
	}
	await statistics.checked(Math.max(closed, checkedSlot), now, slotOf(now - SLOTS_KEPT_MS));
	return { equal: true };
}

/** How many counts by slot and lane differ, in slots from `from` on and before `before`. */
function differentSlots(
	counters: ReadonlyMap<string, number>,
	stored: ReadonlyMap<number, ByLane<number>>,
	from: number,
	before: number,
): number {
	const slots = new Set(stored.keys());
	for (const field of counters.keys()) {
		const slot = slotOfField(field);
		if (slot !== undefined && slot >= from && slot < before) slots.add(slot);
	}
	let different = 0;
	for (const slot of slots) {
		for (const lane of LANES) {
			if ((counters.get(slotField(slot, lane)) ?? 0) !== (stored.get(slot)?.[lane] ?? 0)) different += 1;
		}
	}
	return different;
}

/** Counted documents of a lane in all slots before `slot`: all but those in the slots from there on. */
function countedBefore(slot: number, counters: ReadonlyMap<string, number>, lane: Lane): number {
	let count = counters.get(`lane|${lane}`) ?? 0;
	for (const [field, by] of counters) {
		const of = slotOfField(field);
		if (of !== undefined && of >= slot && field === slotField(of, lane)) count -= by;
	}
	return count;
}

function slotOfField(field: string): number | undefined {
	const [kind, slot] = field.split('|');
	return kind === 'slot' ? Number(slot) : undefined;
}
