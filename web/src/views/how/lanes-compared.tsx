import { LANES, type Lane } from '@canario/contracts/lane';
import { useStats } from '../../feed/use-feed.ts';
import { useFormats } from '../../i18n/formats.ts';
import { howTexts } from '../../i18n/how.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Figure, Figures } from '../../parts/figure.tsx';
import { LaneMark } from '../../parts/lane-mark.tsx';
import { Panel } from '../../parts/panel.tsx';
import styles from './how-view.module.css';

/** What blue and green are, and what it costs the one who sends: their times, measured now. */
export function LanesCompared() {
	const { lanes } = useTexts(howTexts);
	return (
		<Panel title={lanes.title}>
			<div className={styles.lanes}>
				{LANES.map((lane) => (
					<LaneCard key={lane} lane={lane} />
				))}
			</div>
			<p className={styles.why}>{lanes.why}</p>
		</Panel>
	);
}

function LaneCard({ lane }: { readonly lane: Lane }) {
	const { lanes } = useTexts(howTexts);
	const { duration } = useFormats();
	const figures = useStats((stats) => stats.lanes[lane]);
	const written = (ms: number | undefined) => (ms === undefined ? undefined : duration(ms));
	return (
		<div className={styles.lane} data-lane={lane}>
			<h3>
				<LaneMark lane={lane} /> {lanes[lane].name}
			</h3>
			<p>{lanes[lane].does}</p>
			<p className={styles.does}>{lanes[lane].how}</p>
			<Figures>
				<Figure size="small" label={lanes.answered} value={written(figures?.ack.p50)} />
				<Figure size="small" label={lanes.durable} value={written(figures?.durable.p50)} />
			</Figures>
		</div>
	);
}
