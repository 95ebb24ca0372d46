import { barLength } from '../figures/bar-length.ts';
import styles from './bars.module.css';

/** A bar in a table's cell; `share` is 0 to 1 of the cell's width. The figure beside it says the number. */
export function Bar({ share, of = 'first' }: { readonly share: number; readonly of?: 'first' | 'complete' }) {
	return (
		<span className={`${styles.track} ${of === 'complete' ? styles.complete : ''}`} aria-hidden="true">
			<span className={styles.bar} style={{ transform: barLength(share) }} />
		</span>
	);
}
