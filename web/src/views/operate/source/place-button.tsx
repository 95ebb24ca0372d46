import type { RefObject } from 'react';
import { sourceTexts } from '../../../i18n/operate-source.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { goTo } from './go-to.ts';
import type { Place } from './places.ts';
import styles from './source.module.css';

interface Props {
	readonly place: Place;
	readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Says where something is written, and goes there. */
export function PlaceButton({ place, field }: Props) {
	const { line, lineColumn } = useTexts(sourceTexts);
	const said =
		place.column === undefined
			? line(String(place.line))
			: lineColumn(String(place.line), String(place.column));
	return (
		<button type="button" className={styles.place} onClick={() => goTo(field.current, place)}>
			{said}
		</button>
	);
}
