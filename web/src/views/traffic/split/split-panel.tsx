import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { Panel } from '../../../parts/panel.tsx';
import { useLane } from '../picture/use-lane.ts';
import { BandPlot } from './band-plot.tsx';
import styles from './split.module.css';
import { judge } from './verdict.ts';

/** What was asked of the split, what was observed, and whether the distance is chance. */
export function SplitPanel() {
	const { split } = useTexts(trafficTexts);
	const { lanes } = useTexts(frameTexts);
	const { count, percent } = useFormats();
	const blue = useLane('blue');
	if (blue === undefined) return <Panel title={split.title} state="loading" heightRem={12} />;
	const shares = { asked: blue.asked, observed: blue.observed, total: blue.observedOf };
	const { verdict, band } = judge(shares);
	const captionOf = (total: number) =>
		total === 0 ? split.captionNone(lanes.blue) : split.caption(lanes.blue, count(total));
	return (
		<Panel title={split.title} caption={captionOf(blue.observedOf)}>
			<dl className={styles.shares}>
				<div>
					<dt>{split.asked}</dt>
					<dd>{percent(blue.asked, 2)}</dd>
				</div>
				<div>
					<dt>{split.observed}</dt>
					<dd>{percent(blue.observed, 2)}</dd>
				</div>
			</dl>
			{verdict !== 'none' && <BandPlot shares={shares} band={band} />}
			<p className={styles.verdict} data-verdict={verdict}>
				{split[verdict]}
			</p>
			<p className={styles.note}>{split.turns}</p>
		</Panel>
	);
}
