import type { HistoryPoint } from '@canario/contracts/history';
import { LANES, type Lane } from '@canario/contracts/lane';
import { useMemo, useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import { Twin } from '../../../parts/twin.tsx';
import { Chart } from './chart.tsx';
import type { ChartState } from './chart-options.ts';
import { lineIndex, type Measure, picksOf } from './measures.ts';
import { columnsOf } from './points.ts';
import styles from './series.module.css';
import { SeriesTable } from './series-table.tsx';

interface Props {
	readonly measure: Measure;
	readonly points: readonly HistoryPoint[];
	readonly chart: ChartState;
	readonly state: 'loading' | 'ready' | 'partial';
}

/** A chart with what it says, its values at the instant that is pointed at or now, and its table. */
export function SeriesChart({ measure, points, chart, state }: Props) {
	const { series } = useTexts(trafficTexts);
	const formats = useFormats();
	const [hovered, setHovered] = useState<number>();
	const columns = useMemo(() => columnsOf(points, picksOf(measure)), [points, measure]);
	const { title, caption } = series[measure.name];
	const last = columns[0].length - 1;
	const index = Math.min(hovered ?? last, last);
	const valueAt = (lane: Lane, at: number) =>
		measure.write(columns[lineIndex(measure, lane)]?.[at] ?? undefined, formats);
	const readout = <Readout atS={columns[0][index]} valueFor={(lane) => valueAt(lane, index)} />;
	const hasValues = columns.slice(1).some((values) => values.some((value) => value !== null));
	return (
		<Twin
			title={title}
			caption={state === 'partial' ? `${caption} ${series.partial}` : caption}
			state={stateOf(hasValues, state === 'loading')}
			empty={points.length === 0 ? series.empty : undefined}
			heightRem={12}
			figure={
				<>
					{readout}
					<Chart
						measure={measure}
						columns={columns}
						state={chart}
						label={series.chart(title, valueAt('blue', last), valueAt('green', last))}
						onHover={setHovered}
					/>
				</>
			}
			table={<SeriesTable measure={measure} points={points} changes={chart.changes} />}
		/>
	);
}

function stateOf(hasValues: boolean, isLoading: boolean) {
	if (hasValues) return 'ready';
	return isLoading ? 'loading' : 'empty';
}

interface ReadoutProps {
	readonly atS: number | undefined;
	readonly valueFor: (lane: Lane) => string;
}

function Readout({ atS, valueFor }: ReadoutProps) {
	const { lanes } = useTexts(frameTexts);
	const { time } = useFormats();
	return (
		<p className={styles.readout}>
			{LANES.map((lane) => (
				<span key={lane}>
					<LaneMark lane={lane} /> {lanes[lane]} <b>{valueFor(lane)}</b>
				</span>
			))}
			{atS !== undefined && <time>{time(atS * 1_000)}</time>}
		</p>
	);
}
