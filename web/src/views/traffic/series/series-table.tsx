import type { HistoryPoint, LanePoint, WeightChange } from '@canario/contracts/history';
import { LANES } from '@canario/contracts/lane';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { type Column, DataTable } from '../../../parts/data-table.tsx';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import { weightsText } from './chart-marks.ts';
import type { Measure } from './measures.ts';
import { thinned } from './points.ts';
import styles from './series.module.css';

const EVERY_MS = 30_000;

interface Props {
	readonly measure: Measure;
	readonly points: readonly HistoryPoint[];
	readonly changes: readonly WeightChange[];
}

/** A chart's values, and the changes of the weights in words. */
export function SeriesTable({ measure, points, changes }: Props) {
	const { series } = useTexts(trafficTexts);
	const formats = useFormats();
	const said = changes.map(({ atMs, from, to }) =>
		series.changeAt(formats.time(atMs), series.change(weightsText(from), weightsText(to))),
	);
	return (
		<div className={styles.table}>
			{said.length > 0 && <p>{series.changes(said.join('; '))}</p>}
			<DataTable
				caption={series.table(series[measure.name].title)}
				rowKey={({ atMs }) => String(atMs)}
				rows={thinned(points, EVERY_MS)}
				columns={useColumns(measure)}
			/>
		</div>
	);
}

const QUANTILES = ['p50', 'p95', 'p99'];

function useColumns({ picks, write }: Measure): readonly Column<HistoryPoint>[] {
	const { series } = useTexts(trafficTexts);
	const { lanes } = useTexts(frameTexts);
	const formats = useFormats();
	const ofLanes = LANES.flatMap((lane) =>
		picks.map((pick: (lane: LanePoint) => number | undefined, index) => ({
			key: `${lane}${index}`,
			figure: true,
			title: (
				<>
					<LaneMark lane={lane} /> {lanes[lane]} {picks.length > 1 && QUANTILES[index]}
				</>
			),
			cell: (point: HistoryPoint) => write(pick(point.lanes[lane]), formats),
		})),
	);
	return [
		{ key: 'time', title: series.time, cell: ({ atMs }) => formats.time(atMs) },
		...ofLanes,
		{
			key: 'weights',
			figure: true,
			title: series.weights,
			cell: ({ split }) => (split === undefined ? '' : weightsText(split.weights)),
		},
	];
}
