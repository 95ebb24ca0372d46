import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { type Steps, TONES } from '../figures/steps.ts';
import styles from './legend.module.css';

/** What the tones of the map mean. */
export function Legend({ steps }: { readonly steps: Steps | undefined }) {
	const { map } = useTexts(vaccinationTexts);
	const { decimal } = useFormats();
	if (!steps) return null;
	const bound = (index: number) => decimal(index * steps.step, steps.decimals);
	return (
		<div className={styles.legend}>
			<p className={styles.unit}>{map.unit}</p>
			<ol className={styles.tones}>
				<li data-tone={0}>{map.none}</li>
				{Array.from({ length: TONES }, (_, index) => (
					<li key={bound(index)} data-tone={index + 1}>
						{bound(index)}–{bound(index + 1)}
					</li>
				))}
			</ol>
			<p className={styles.unit}>{map.scale(bound(1))}</p>
		</div>
	);
}
