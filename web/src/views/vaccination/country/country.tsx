import type { People } from '@canario/contracts/stats-snapshot';
import { useMemo, useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { Panel } from '../../../parts/panel.tsx';
import { captionOf } from '../caption.ts';
import { type Place, placesOf } from '../figures/places.ts';
import { stepsFor } from '../figures/steps.ts';
import styles from './country.module.css';
import { CountryMap } from './country-map.tsx';
import { PlacesTable } from './places-table.tsx';

/** The departments, on the map and as a table; pointing at one in either shows it in both. */
export function Country({ people }: { readonly people: People | undefined }) {
	const { map, places: texts } = useTexts(vaccinationTexts);
	const { count, percent } = useFormats();
	const [pointed, point] = useState<string>();
	const departments = people?.departments;
	const places = useMemo(
		() => (departments ? placesOf({ departments }, texts.other) : []),
		[departments, texts.other],
	);
	const steps = stepsFor(places.map((place) => place.percent ?? 0));
	const digits = steps ? Math.max(1, 1 - Math.floor(Math.log10(steps.step))) : 0;
	const most = places.reduce<Place | undefined>(
		(best, place) => ((place.percent ?? 0) > (best?.percent ?? 0) ? place : best),
		undefined,
	);
	const shared = { places, steps, digits, pointed, onPoint: point };
	const withDoses = places.filter((place) => place.doses > 0 && place.percent !== undefined).length;
	const caption = most ? map.caption(most.name, percent((most.percent ?? 0) / 100, digits)) : map.captionNone;
	const state = people ? 'ready' : 'loading';
	return (
		<div className={styles.country}>
			<Panel title={map.title} caption={captionOf(people, caption)} state={state} heightRem={36}>
				<CountryMap {...shared} />
			</Panel>
			<Panel
				title={texts.title}
				caption={captionOf(people, texts.caption(count(withDoses)))}
				state={state}
				heightRem={36}
			>
				<PlacesTable {...shared} />
			</Panel>
		</div>
	);
}
