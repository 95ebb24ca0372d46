import type { Lane } from '@canario/contracts/lane';
import styles from './lane-mark.module.css';

/** A lane's shape in its colour: blue is round, green a diamond. Goes before the lane's name. */
export function LaneMark({ lane, hollow = false }: { readonly lane: Lane; readonly hollow?: boolean }) {
	return (
		<svg className={styles[lane]} data-hollow={hollow} viewBox="0 0 12 12" aria-hidden="true">
			{lane === 'blue' ? <circle cx="6" cy="6" r="4.6" /> : <path d="M6 0.6 11.4 6 6 11.4 0.6 6Z" />}
		</svg>
	);
}
