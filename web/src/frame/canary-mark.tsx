import type { Lane } from '@canario/contracts/lane';
import styles from './canary-mark.module.css';

/** The canary. It looks to the side that has more weight: left to blue, right to green. */
export function CanaryMark({ leaning = 'green' }: { readonly leaning?: Lane }) {
	return (
		<svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
			<path className={styles.line} d="M13.6 25.4 12 30.4M16 26v5M18.4 25.4 20 30.4" />
			<path
				className={styles.body}
				d="M16 3.2c4.4 0 6.6 3.2 6.8 6.6 2 2 3.1 4.4 3.1 7.4 0 5.4-4.3 9.3-9.9 9.3s-9.9-3.9-9.9-9.3c0-3 1.1-5.4 3.1-7.4.2-3.4 2.4-6.6 6.8-6.6Z"
			/>
			<path className={styles.line} d="M9.8 15.4c-.7 3.2.4 5.8 3 7.2M22.2 15.4c.7 3.2-.4 5.8-3 7.2" />
			<g className={styles.head} data-leaning={leaning}>
				<path className={styles.beak} d="M21.4 8.1 26.6 10.2 21.9 12.3Z" />
				<circle className={styles.eye} cx="18.7" cy="8.9" r="1.5" />
			</g>
			<path className={styles.line} d="M4 26.6h24" />
		</svg>
	);
}
