import type { Counted, LastOne } from '../live-statistics.ts';

/** How many vaccinations the statistics show as the last ones. */
const LAST_ONES = 5;

/** Arguments of the COUNT part of a script. */
export function countArguments(batches: readonly Counted[], last: readonly LastOne[]): string[] {
	const args = [String(batches.length)];
	for (const { storedAtMs, increments } of batches) {
		args.push(String(storedAtMs), String(increments.size));
		for (const [field, by] of increments) args.push(field, String(by));
	}
	args.push(...lastArguments(last));
	return args;
}

/** How many of the last ones, and of each its time and its text. */
export function lastArguments(last: readonly LastOne[]): string[] {
	const newest = last.slice(0, LAST_ONES);
	return [String(newest.length), ...newest.flatMap((one) => [String(one.storedAtMs), JSON.stringify(one)])];
}
