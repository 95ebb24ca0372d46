import { OTHER } from '@canario/contracts/departments';
import { useMemo, useState } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { barLength } from '../figures/bar-length.ts';
import { FIRST_ORDER, nextOrder, PLACE_COLUMNS, type Place, sortPlaces } from '../figures/places.ts';
import { TONES } from '../figures/steps.ts';
import { useCalm } from '../use-calm.ts';
import styles from './places-table.module.css';
import type { Shared } from './shared.ts';

/** How long rows keep their places while the figures in them go on. */
const ORDER_MS = 5_000;

/** The departments with bars in their cells: what the map shows, to be read and sorted. */
export function PlacesTable(shared: Shared) {
	const { places } = shared;
	const { places: texts } = useTexts(vaccinationTexts);
	const [order, setOrder] = useState(FIRST_ORDER);
	const calm = useCalm(places, ORDER_MS);
	const rows = useMemo(() => {
		const now = new Map(places.map((place) => [place.code, place]));
		const known = calm.length === places.length ? calm : places;
		return sortPlaces(known, order).map((place) => now.get(place.code) ?? place);
	}, [calm, places, order]);
	return (
		<>
			<table className={styles.table} onPointerLeave={() => shared.onPoint(undefined)}>
				<thead>
					<tr>
						{PLACE_COLUMNS.map((column) => (
							<th
								key={column}
								scope="col"
								data-column={column}
								aria-sort={order.by === column ? order.direction : 'none'}
							>
								<button type="button" onClick={() => setOrder(nextOrder(order, column))}>
									{texts[column]}
								</button>
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((place) => (
						<Row key={place.code} place={place} {...shared} />
					))}
				</tbody>
			</table>
			{places.some(({ code }) => code === OTHER) && <p className={styles.note}>{texts.otherNote}</p>}
		</>
	);
}

function Row({ place, steps, digits, pointed, onPoint }: Shared & { readonly place: Place }) {
	const { count, percent } = useFormats();
	const share = steps && place.percent !== undefined ? place.percent / (TONES * steps.step) : 0;
	return (
		<tr data-pointed={pointed === place.code} onPointerEnter={() => onPoint(place.code)}>
			<th scope="row">{place.name}</th>
			<td className={styles.percent}>
				<span className={styles.bar} style={{ transform: barLength(share) }} />
				<span className={styles.figure}>
					{percent(
						place.percent === undefined ? undefined : place.percent / 100,
						place.first === 0 ? 0 : digits,
					)}
				</span>
			</td>
			<td>{count(place.first)}</td>
			<td>{count(place.complete)}</td>
		</tr>
	);
}
