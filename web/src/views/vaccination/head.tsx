import { DEPARTMENTS } from '@canario/contracts/departments';
import type { Doses } from '@canario/contracts/stats-snapshot';
import { useStats } from '../../feed/use-feed.ts';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import { type Translated, useTexts } from '../../i18n/texts.ts';
import { vaccinationTexts } from '../../i18n/vaccination.ts';
import { Figure, Figures } from '../../parts/figure.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { digitsFor } from './figures/digits.ts';
import { headlineOf, shareDigits } from './figures/headline.ts';
import styles from './head.module.css';
import { useWithVisitors } from './use-people.ts';

const POPULATION = DEPARTMENTS.reduce((sum, { population }) => sum + population, 0);

type HeadlineTexts = Translated<typeof vaccinationTexts.es.headline>;

/** The sentence that tells the view, and four figures under it. */
export function Head({ doses }: { readonly doses: Doses | undefined }) {
	const texts = useTexts(vaccinationTexts);
	const formats = useFormats();
	const built = useStats((stats) => stats.built);
	const title = doses ? sentence(doses, texts.headline, formats) : texts.title;
	return (
		<>
			<ViewHead title={title}>
				{built === false ? texts.building : doses?.all === 0 ? texts.noneYet : undefined}
			</ViewHead>
			<MainFigures doses={doses} />
			<VisitorsSwitch />
		</>
	);
}

function sentence(doses: Doses, texts: HeadlineTexts, { count, percent }: Formats): string {
	const headline = headlineOf(doses);
	switch (headline.kind) {
		case 'none':
			return texts.none;
		case 'none-complete':
			return texts.noneComplete(headline.first, count(headline.first));
		case 'share': {
			const { first, completeShare } = headline;
			return texts.share(first, count(first), percent(completeShare, shareDigits(completeShare)));
		}
		case 'both':
			return texts.both(count(headline.first), count(headline.complete));
		default:
			return headline satisfies never;
	}
}

function MainFigures({ doses }: { readonly doses: Doses | undefined }) {
	const { figures } = useTexts(vaccinationTexts);
	const { count, decimal } = useFormats();
	const written = (value: number | undefined) => (value === undefined ? undefined : count(value));
	const perHundred = doses && (100 * doses.all) / POPULATION;
	return (
		<section aria-label={figures.label}>
			<Figures>
				<Figure label={figures.first} value={written(doses?.first)} note={figures.firstUnit} />
				<Figure label={figures.complete} value={written(doses?.complete)} note={figures.completeUnit} />
				<Figure
					label={figures.all}
					value={written(doses?.all)}
					note={figures.allUnit(count(doses?.further))}
				/>
				<Figure
					label={figures.perHundred}
					value={perHundred === undefined ? undefined : decimal(perHundred, digitsFor(perHundred))}
					note={figures.perHundredUnit(count(POPULATION))}
				/>
			</Figures>
		</section>
	);
}

function VisitorsSwitch() {
	const { visitors } = useTexts(vaccinationTexts);
	const { count } = useFormats();
	const [on, set] = useWithVisitors();
	const tries = useStats((stats) => stats.visitors.doses.all);
	return (
		<label className={styles.visitors}>
			<input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
			<span>
				{visitors.label(count(tries))}
				<small>{visitors.note}</small>
			</span>
		</label>
	);
}
