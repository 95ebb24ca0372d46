import type { RefObject } from 'react';
import { forecastTexts } from '../../../i18n/operate-forecast.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { PlaceButton } from '../source/place-button.tsx';
import styles from './plan.module.css';
import type { ToldFault } from './plan-reader.ts';

/** The most that are told at once. */
const MOST = 20;

interface Props {
	readonly faults: readonly ToldFault[];
	readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What is wrong with a plan, each with the way to its place. */
export function PlanFaults({ faults, field }: Props) {
	const texts = useTexts(forecastTexts);
	return (
		<div className={styles.faults} role="status">
			<h4>{texts.faults}</h4>
			<ul>
				{faults.slice(0, MOST).map(({ path, message, place }) => (
					<li key={`${place?.line}:${place?.column} ${path} ${message}`}>
						{place && <PlaceButton place={place} field={field} />}{' '}
						<span lang="en">
							{path !== '' && <code>{path}</code>} {message}
						</span>
					</li>
				))}
			</ul>
		</div>
	);
}
