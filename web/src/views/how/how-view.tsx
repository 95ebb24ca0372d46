import { howTexts } from '../../i18n/how.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';

export function HowView() {
	const texts = useTexts(howTexts);
	return (
		<>
			<ViewHead title={texts.title} />
			<Panel title={texts.caption} state="loading" />
		</>
	);
}
