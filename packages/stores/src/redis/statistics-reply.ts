import type { ServiceReport } from '@canario/contracts/service-report';
import type { LastOne, StatisticsState } from '../live-statistics.ts';
import type { StatisticsReply } from './lua/read-statistics.ts';

/** The state that a script's reply tells. */
export function stateOf([meta, counters, last, books, reports]: StatisticsReply): StatisticsState {
	const [current, checkedAt, checkedSlot, suspects, suspectsHealed] = meta;
	const [taken = 0, repeats = 0, deadLettered = 0, conflicts = 0, pending = 0] = books;
	return {
		built: current !== null,
		counters: new Map(pairs(counters)),
		last: last.map((member) => JSON.parse(member.slice(member.indexOf('|') + 1)) as LastOne),
		green: { taken, repeats, deadLettered, conflicts, pending },
		checkedAtMs: Number(checkedAt ?? 0),
		checkedSlot: Number(checkedSlot ?? 0),
		suspect: Number(suspects ?? 0) > Number(suspectsHealed ?? 0),
		reports: reports.map((report) => JSON.parse(report) as ServiceReport),
	};
}

function* pairs(flat: readonly string[]): Generator<[string, number]> {
	for (let index = 0; index < flat.length; index += 2) yield [flat[index] ?? '', Number(flat[index + 1])];
}
