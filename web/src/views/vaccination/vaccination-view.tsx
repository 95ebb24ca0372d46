import { vaccinationTexts } from '../../i18n/vaccination.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';

export function VaccinationView() {
	const texts = useTexts(vaccinationTexts);
	return (
		<>
			<ViewHead title={texts.title} />
			<Panel title={texts.title} state="loading" />
		</>
	);
}
