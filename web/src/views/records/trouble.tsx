import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import page from './records-view.module.css';
import type { Trouble as Kind } from './search/fetch-records.ts';
import styles from './trouble.module.css';

interface Props {
	readonly trouble: Kind;
	readonly onRetry: () => void;
	readonly onNewest: () => void;
}

/** Says why the log is not here, and what can be done. */
export function Trouble({ trouble, onRetry, onNewest }: Props) {
	const { error, pages } = useTexts(recordsTexts);
	const text = { busy: error.busy, gone: error.gone, other: error.text }[trouble];
	return (
		<div className={styles.trouble} role="alert">
			<p>{text}</p>
			<button type="button" className={page.button} onClick={trouble === 'gone' ? onNewest : onRetry}>
				{trouble === 'gone' ? pages.newest : error.retry}
			</button>
		</div>
	);
}
