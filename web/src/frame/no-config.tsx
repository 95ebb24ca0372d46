import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './frame.module.css';

/** Before the page knows where its feed is. */
export function NoConfig() {
	const texts = useTexts(frameTexts);
	return (
		<main className={styles.main}>
			<p role="status">{texts.noConfig}</p>
		</main>
	);
}
