import type { HistoryPoint, LanePoint } from '@canario/contracts/history';
import { LANES, type Lane } from '@canario/contracts/lane';
import type { Latency } from '@canario/contracts/stats-snapshot';
import type { Formats } from '../../../i18n/formats.ts';

export type MeasureName = 'rate' | 'failed' | 'ack' | 'durable';

/** What a chart shows of each lane. */
export interface Measure {
	readonly name: MeasureName;
	/** Values of a lane that are drawn: one line, or low, line and high of a band. */
	readonly picks: readonly ((lane: LanePoint) => number | undefined)[];
	/** The one of `picks` that is the line. */
	readonly line: 0 | 1;
	readonly scale: 'linear' | 'log';
	readonly write: (value: number | undefined, formats: Formats) => string;
}

const latency = (name: 'ack' | 'durable'): Measure => ({
	name,
	picks: (['p50', 'p95', 'p99'] as const).map(
		(quantile: keyof Latency) => (lane: LanePoint) => lane[name][quantile],
	),
	line: 1,
	scale: 'log',
	write: (value, { duration }) => duration(value),
});

const perSecond = (name: 'rate' | 'failed', field: 'ratePerSecond' | 'failedPerSecond'): Measure => ({
	name,
	picks: [(lane) => lane[field]],
	line: 0,
	scale: 'linear',
	write: (value, { rate }) => rate(value),
});

export const MEASURES: readonly Measure[] = [
	perSecond('rate', 'ratePerSecond'),
	perSecond('failed', 'failedPerSecond'),
	latency('ack'),
	latency('durable'),
];

/** All that a chart draws of a point: blue's values, then green's. */
export const picksOf = ({ picks }: Measure) =>
	LANES.flatMap((lane) => picks.map((pick) => (point: HistoryPoint) => pick(point.lanes[lane])));

/** Which of the chart's columns is the lane's line; 0 is the time. */
export const lineIndex = ({ picks, line }: Measure, lane: Lane) =>
	1 + LANES.indexOf(lane) * picks.length + line;
