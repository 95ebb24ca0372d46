import { useMemo } from 'react';
import { useStats } from '../../../feed/use-feed.ts';
import { MEASURES } from './measures.ts';
import { changesOf, spanOf } from './points.ts';
import { SeriesChart } from './series-chart.tsx';
import { useHistory } from './use-history.ts';

/** What both lanes did in the last minutes, on one time axis. */
export function SeriesCharts() {
	const { points, state } = useHistory();
	const split = useStats((stats) => stats.split);
	const chart = useMemo(() => {
		const changes = changesOf(points, split);
		return { changes, span: spanOf(points, changes) };
	}, [points, split]);
	return MEASURES.map((measure) => (
		<SeriesChart key={measure.name} measure={measure} points={points} chart={chart} state={state} />
	));
}
