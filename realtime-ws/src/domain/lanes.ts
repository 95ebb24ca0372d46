import { byLane, type Lane } from '@canario/contracts/lane';
import type { EntryReport, LaneTally } from '@canario/contracts/service-report';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { mergedQuantiles } from '@canario/service-kit/rolling-histogram';
import type { StatisticsState } from '@canario/stores/live-statistics';
import { entriesOf, writersOf } from '@canario/stores/reports';
import { sameWeights, sharesOf } from '@canario/traffic-split/weights';
import { hundredths } from './hundredths.ts';

const sum = <T>(of: readonly T[], value: (one: T) => number) =>
	of.reduce((total, one) => total + value(one), 0);

/** The figures about the split and its lanes, from what the services reported within the last seconds. */
export function laneFigures({
	counters,
	green,
	reports,
}: StatisticsState): Pick<StatsSnapshot, 'split' | 'lanes' | 'refused'> {
	const entries = entriesOf(reports);
	const writers = writersOf(reports);
	// an entry that has not read the history yet has version 0
	const newest = entries.toSorted((a, b) => b.version - a.version || b.changedAtMs - a.changedAtMs)[0];
	// replicas that do not have the newest weights yet would blur its observed shares
	const current = entries.filter(({ weights }) => newest && sameWeights(weights, newest.weights));
	const served = sum(current, ({ observed }) => observed.blue + observed.green);
	const asked = newest ? sharesOf(newest.weights) : byLane(() => 0);
	return {
		...(newest && {
			split: { weights: newest.weights, version: newest.version, changedAtMs: newest.changedAtMs },
		}),
		lanes: byLane((lane) => ({
			weight: newest?.weights[lane] ?? 0,
			asked: asked[lane],
			...(served > 0 && { observed: sum(current, ({ observed }) => observed[lane]) / served }),
			observedOf: served,
			ratePerSecond: hundredths(sum(entries, ({ ratePerSecond }) => ratePerSecond[lane])),
			tally: tallyOf(entries, lane),
			ack: mergedQuantiles(entries.map(({ ack }) => ack[lane])),
			durable: mergedQuantiles(
				writers.filter((writer) => writer.lane === lane).map(({ durable }) => durable),
			),
			stored: counters.get(`lane|${lane}`) ?? 0,
			inFlight: lane === 'green' ? green.pending : sum(entries, ({ inFlight }) => inFlight.blue),
		})),
		refused: { shed: sum(entries, ({ shed }) => shed), invalid: sum(entries, ({ invalid }) => invalid) },
	};
}

function tallyOf(entries: readonly EntryReport[], lane: Lane): LaneTally {
	const total = (key: keyof LaneTally) => sum(entries, ({ tally }) => tally[lane][key]);
	return {
		stored: total('stored'),
		accepted: total('accepted'),
		duplicates: total('duplicates'),
		conflicts: total('conflicts'),
		failed: total('failed'),
	};
}
