import { useMemo } from 'react';
import { changesOf } from './changes.ts';
import { MEASURES } from './measures.ts';
import { spanOf } from './points.ts';
import { SeriesChart } from './series-chart.tsx';
import { useHistory } from './use-history.ts';

/** What both lanes did in the last minutes, on one time axis. */
export function SeriesCharts() {
	const { points, told, seen, state } = useHistory();
	const chart = useMemo(() => {
		const changes = changesOf(points, { told, seen });
		return { changes, span: spanOf(points, changes) };
	}, [points, told, seen]);
	return MEASURES.map((measure) => (
		<SeriesChart key={measure.name} measure={measure} points={points} chart={chart} state={state} />
	));
}
