import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';

export function RecordsView() {
	const texts = useTexts(recordsTexts);
	return (
		<>
			<ViewHead title={texts.title} />
			<Panel title={texts.caption} state="loading" />
		</>
	);
}
