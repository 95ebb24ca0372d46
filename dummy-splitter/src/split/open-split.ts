import type { Weights } from '@canario/contracts/service-report';
import type { Reopening } from '@canario/service-kit/reopening';
import type { Runtime } from '@canario/service-kit/service';
import { within } from '@canario/service-kit/within';
import type { RecordStore } from '@canario/stores/record-store';
import { LiveSplit } from '@canario/traffic-split/live-split';
import { ChangeLog } from './change-log.ts';
import { keepFollowing } from './keep-following.ts';
import { SplitHistory } from './split-history.ts';

interface Options {
	/** Of a history that is empty, and as long as it cannot be read. */
	readonly weights: Weights;
	/** Name of its stream in the journal. */
	readonly stream: string;
	/** Pause between two readings, milliseconds. */
	readonly followMs: number;
	/** How long the start waits for the history, milliseconds. */
	readonly waitMs: number;
}

/** The split of an entry, and its history, which it follows from now on. */
export async function openSplit(
	{ weights, stream, followMs, waitMs }: Options,
	records: Reopening<RecordStore>,
	{ lifecycle, log, metrics }: Pick<Runtime, 'lifecycle' | 'log' | 'metrics'>,
): Promise<{ split: LiveSplit; history: SplitHistory }> {
	const split = new LiveSplit(weights);
	const changes = new ChangeLog(() => records.current().journal, stream);
	const history = new SplitHistory({ changes, split, nowMs: Date.now, log });
	const following = keepFollowing({
		opened: records.opened,
		follow: () => history.follow(),
		everyMs: followMs,
		steadyMs: () => performance.now(),
		log,
	});
	lifecycle.own('split history', following);
	metrics.gauge('canario_split_version', 'Version of the split as this entry knows it.', [], (gauge) => {
		gauge.set(split.read().version);
	});
	metrics.gauge('canario_split_behind_seconds', 'Since the history of the split was read.', [], (gauge) => {
		gauge.set(following.behindMs() / 1_000);
	});
	await within(waitMs, 'reading the history of the split', following.first).catch((err: unknown) => {
		log.warn({ err, weights }, 'begins with the configured weights');
	});
	return { split, history };
}
