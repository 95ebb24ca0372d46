import { type KeyboardEvent, useRef, useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { neighbour } from '../figures/neighbour.ts';
import type { Place } from '../figures/places.ts';
import { toneOf } from '../figures/steps.ts';
import { MAP_HEIGHT, MAP_WIDTH, SHAPES } from '../gen/guatemala.ts';
import styles from './country-map.module.css';
import { Legend } from './legend.tsx';
import { Readout } from './readout.tsx';
import type { Shared } from './shared.ts';

/** Guatemala's departments in tones of their share; arrows lead through them. */
export function CountryMap(shared: Shared) {
	const { places, steps, digits, pointed, onPoint } = shared;
	const { map } = useTexts(vaccinationTexts);
	const { count, percent } = useFormats();
	const [stop, setStop] = useState('01');
	const drawing = useRef<SVGSVGElement>(null);
	const onKeyDown = (event: KeyboardEvent) => {
		const next = neighbour(stop, event.key);
		if (next === undefined) return;
		event.preventDefault();
		setStop(next);
		drawing.current?.querySelector<SVGPathElement>(`[data-code="${next}"]`)?.focus();
	};
	const outlined = places.filter(({ code }) => SHAPES[code]);
	const tell = (place: Place) =>
		`${place.name}: ${map.place(percent((place.percent ?? 0) / 100, digits), count(place.first), count(place.complete))}`;
	return (
		<div className={styles.map}>
			<Readout {...shared} />
			<svg
				ref={drawing}
				className={styles.drawing}
				viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
				// biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: one of many is chosen here
				role="listbox"
				aria-label={map.label}
				onKeyDown={onKeyDown}
				onPointerLeave={() => onPoint(undefined)}
			>
				{outlined.map((place) => (
					<path
						key={place.code}
						className={styles.department}
						data-code={place.code}
						data-tone={toneOf(place.percent ?? 0, steps)}
						d={SHAPES[place.code]?.path}
						role="option"
						aria-selected={place.code === pointed}
						aria-label={tell(place)}
						tabIndex={place.code === stop ? 0 : -1}
						onPointerEnter={() => onPoint(place.code)}
						onFocus={() => {
							setStop(place.code);
							onPoint(place.code);
						}}
						onBlur={() => onPoint(undefined)}
					/>
				))}
				{pointed !== undefined && <path className={styles.pointed} d={SHAPES[pointed]?.path} />}
			</svg>
			<Legend steps={steps} />
			<p className={styles.source}>{map.source}</p>
		</div>
	);
}
