import { useState } from 'react';
import { useStats } from '../../feed/use-feed.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useTexts } from '../../i18n/texts.ts';
import { trafficTexts } from '../../i18n/traffic.ts';
import { Twin } from '../../parts/twin.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { CanaryPanel } from './canary-panel.tsx';
import { FaultsPanel } from './faults/faults-panel.tsx';
import { FollowPanel } from './follow/follow-panel.tsx';
import { LanesPanel } from './lanes-panel.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { LaneTable } from './picture/lane-table.tsx';
import { Picture } from './picture/picture.tsx';
import { SeriesCharts } from './series/series-charts.tsx';
import { SplitPanel } from './split/split-panel.tsx';
import styles from './traffic-view.module.css';

/** What the split does to every request. */
export function TrafficView() {
	const { head, fork } = useTexts(trafficTexts);
	const known = useStats(() => true) === true;
	const [followed, setFollowed] = useState<string>();
	return (
		<>
			<ViewHead title={<Headline />}>{head.lead}</ViewHead>
			<Twin
				title={fork.title}
				caption={undefined}
				state={known ? 'ready' : 'loading'}
				heightRem={20}
				figure={
					<>
						<Picture followed={followed} />
						<p className={styles.caption}>{fork.caption}</p>
					</>
				}
				table={<LaneTable caption={fork.table} whole />}
			/>
			<FollowPanel onFollow={setFollowed} />
			<div className={styles.columns}>
				<div className={styles.charts}>
					<SeriesCharts />
				</div>
				<div className={styles.side}>
					<CanaryPanel />
					<FaultsPanel />
					<SplitPanel />
					<LanesPanel />
					<LedgerPanel />
				</div>
			</div>
		</>
	);
}

function Headline() {
	const { head, title } = useTexts(trafficTexts);
	const { percent, decimal } = useFormats();
	const asked = useStats(({ lanes }) => lanes.blue.asked);
	const entering = useStats(({ lanes }) => lanes.blue.ratePerSecond + lanes.green.ratePerSecond);
	if (asked === undefined || entering === undefined) return title;
	// a share and its sign stay on one line
	const [blue = '', green = ''] = [asked, 1 - asked].map((share) => percent(share, 0).replace(' ', '\u00a0'));
	if (entering <= 0) return head.quiet(blue, green);
	return head.shares(blue, green, decimal(entering, entering < 100 ? 1 : 0));
}
