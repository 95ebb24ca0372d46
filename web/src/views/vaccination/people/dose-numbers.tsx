import type { People } from '@canario/contracts/stats-snapshot';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { Panel } from '../../../parts/panel.tsx';
import { captionOf } from '../caption.ts';
import { Counted } from './counted.tsx';

/** Dose numbers that have a row also without doses. */
const USUAL = ['1', '2', '3'];

/** Doses by their number in a person's course. */
export function DoseNumbers({ doseNumbers }: { readonly doseNumbers: People['doseNumbers'] | undefined }) {
	const { doses: texts, vaccines } = useTexts(vaccinationTexts);
	const { percent } = useFormats();
	const numbers = [...new Set([...USUAL, ...Object.keys(doseNumbers ?? {})])].toSorted(
		(a, b) => Number(a) - Number(b),
	);
	const rows = numbers.map((key) => ({ key, name: texts.nth(key), doses: doseNumbers?.[key] ?? 0 }));
	const all = rows.reduce((sum, { doses }) => sum + doses, 0);
	const caption = all > 0 ? texts.caption(percent((doseNumbers?.['1'] ?? 0) / all, 0)) : texts.captionNone;
	return (
		<Panel
			title={texts.title}
			caption={captionOf(doseNumbers, caption)}
			state={doseNumbers ? 'ready' : 'loading'}
			heightRem={15}
		>
			<Counted titles={{ name: texts.number, doses: vaccines.doses, share: vaccines.share }} rows={rows} />
		</Panel>
	);
}
