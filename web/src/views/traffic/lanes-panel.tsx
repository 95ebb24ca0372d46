import { useStats } from '../../feed/use-feed.ts';
import { useTexts } from '../../i18n/texts.ts';
import { trafficTexts } from '../../i18n/traffic.ts';
import { Panel } from '../../parts/panel.tsx';
import { LaneTable } from './picture/lane-table.tsx';

/** Each lane's figures of now. */
export function LanesPanel() {
	const { lanes } = useTexts(trafficTexts);
	const known = useStats(() => true) === true;
	return (
		<Panel title={lanes.title} caption={lanes.caption} state={known ? 'ready' : 'loading'} heightRem={24}>
			<LaneTable caption={lanes.table} />
		</Panel>
	);
}
