import { trafficTexts } from '../../i18n/traffic.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';

export function TrafficView() {
	const texts = useTexts(trafficTexts);
	return (
		<>
			<ViewHead title={texts.title} />
			<Panel title={texts.caption} state="loading" />
		</>
	);
}
