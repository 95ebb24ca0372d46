import { OTHER } from '@canario/contracts/departments';
import type { People } from '@canario/contracts/stats-snapshot';
import { VACCINES } from '@canario/contracts/vaccines';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { Panel } from '../../../parts/panel.tsx';
import { captionOf } from '../caption.ts';
import { Counted } from './counted.tsx';

/** Doses by vaccine; those that the table does not know have a row when there are some. */
export function Vaccines({ vaccines }: { readonly vaccines: People['vaccines'] | undefined }) {
	const { vaccines: texts } = useTexts(vaccinationTexts);
	const { percent } = useFormats();
	const rows = [...VACCINES, OTHER]
		.map((key) => ({ key, name: key === OTHER ? texts.other : key, doses: vaccines?.[key] ?? 0 }))
		.filter(({ key, doses }) => key !== OTHER || doses > 0);
	const all = rows.reduce((sum, { doses }) => sum + doses, 0);
	const top = rows.toSorted((a, b) => b.doses - a.doses)[0];
	const caption = top && all > 0 ? texts.caption(top.name, percent(top.doses / all, 0)) : texts.captionNone;
	return (
		<Panel
			title={texts.title}
			caption={captionOf(vaccines, caption)}
			state={vaccines ? 'ready' : 'loading'}
			heightRem={15}
		>
			<Counted titles={{ name: texts.vaccine, doses: texts.doses, share: texts.share }} rows={rows} />
		</Panel>
	);
}
