import { vaccinationIdOf } from '../dead-letters.ts';
import type { Settled } from '../green-stream.ts';

/** Deliveries by what became of them, as arguments of the scripts that settle. */
export function settleArguments(settled: readonly Settled[]) {
	const stored: string[] = [];
	const repeats: string[] = [];
	const dead: { readonly entryId: string; readonly burial: readonly string[] }[] = [];
	for (const { entryId, result } of settled) {
		if (result === 'stored') stored.push(entryId);
		else if (result === 'repeat') repeats.push(entryId);
		else {
			const { payload, dead: reason, conflict } = result;
			dead.push({ entryId, burial: [payload, reason, conflict ? '1' : '0', vaccinationIdOf(payload) ?? ''] });
		}
	}
	return { stored, repeats, dead };
}
