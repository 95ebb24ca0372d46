import { HISTORY_MS, type WeightChange } from '@canario/contracts/history';
import { splitChange } from '@canario/contracts/split-change';
import type { Journal } from '@canario/stores/journal';

/** Changes that are read, at most: all that one call of the journal gives. */
const MOST = 500;

/** What may be shown of a change: neither who made it nor why. */
const shown = splitChange.pick({ from: true, to: true });

/**
 * The changes of the weights within the last HISTORY_MS, oldest first. Rejects as the journal does, and when a change
 * is written in a way that is not known here.
 *
 * @param stream name of the split's history in the journal.
 * @param nowMs milliseconds since the Unix epoch.
 */
export async function weightChanges(
	journal: Pick<Journal, 'tail'>,
	stream: string,
	nowMs: number,
): Promise<readonly WeightChange[]> {
	const entries = await journal.tail(stream, MOST);
	return entries
		.filter(({ atMs }) => atMs >= nowMs - HISTORY_MS)
		.map(({ seq: version, atMs, data }) => ({ version, atMs, ...shown.parse(data) }))
		.filter(({ from, to }) => from.blue !== to.blue || from.green !== to.green)
		.reverse();
}
