import { DEPARTMENTS } from '@canario/contracts/departments';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { digitsFor } from '../figures/digits.ts';
import type { Place } from '../figures/places.ts';
import styles from './readout.module.css';
import type { Shared } from './shared.ts';

const POPULATION = DEPARTMENTS.reduce((sum, { population }) => sum + population, 0);

/** The figures of the department that is pointed at, else of the country. What is read aloud is on the map itself. */
export function Readout({ places, pointed, digits }: Shared) {
	const { map, places: texts } = useTexts(vaccinationTexts);
	const { count, percent } = useFormats();
	const place = places.find(({ code }) => code === pointed);
	const shown = place ?? country(places, map.country);
	return (
		<div className={styles.readout} aria-hidden="true">
			<p className={styles.name}>{shown.name}</p>
			<p className={styles.percent}>
				{percent((shown.percent ?? 0) / 100, place ? digits : digitsFor(shown.percent ?? 0))}
			</p>
			<p>
				{texts.first}: <b>{count(shown.first)}</b>
			</p>
			<p>
				{texts.complete}: <b>{count(shown.complete)}</b>
			</p>
			{!place && <p className={styles.hint}>{map.hint}</p>}
		</div>
	);
}

/** All places together, also those that the table does not know: what the headline counts. */
function country(places: readonly Place[], name: string): Place {
	const sum = (figure: 'doses' | 'first' | 'complete') =>
		places.reduce((total, place) => total + place[figure], 0);
	const first = sum('first');
	return {
		code: '',
		name,
		doses: sum('doses'),
		first,
		complete: sum('complete'),
		percent: (100 * first) / POPULATION,
	};
}
