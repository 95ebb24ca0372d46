import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './failed.module.css';

/** In place of what could not be shown; nothing else on the page is the worse for it. */
export function Failed({ onRetry }: { readonly onRetry?: (() => void) | undefined }) {
	const { panel } = useTexts(frameTexts);
	return (
		<div className={styles.failed} role="alert">
			<span>{panel.error}</span>
			{onRetry && (
				<button type="button" className={styles.retry} onClick={onRetry}>
					{panel.retry}
				</button>
			)}
		</div>
	);
}
