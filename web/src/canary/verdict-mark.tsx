import type { Verdict } from '@canario/contracts/canary/check-result';
import { canaryTexts } from '../i18n/canary.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './verdict-mark.module.css';

/** A verdict in a shape, a colour and a word. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
	const { verdicts } = useTexts(canaryTexts);
	return (
		<span className={styles.verdict} data-verdict={verdict}>
			<svg viewBox="0 0 20 20" aria-hidden="true">
				<Shape verdict={verdict} />
			</svg>
			{verdicts[verdict]}
		</span>
	);
}

/** Full and ticked, a full square with a cross, a half circle, a ring. */
function Shape({ verdict }: { readonly verdict: Verdict }) {
	switch (verdict) {
		case 'pass':
			return (
				<>
					<circle cx="10" cy="10" r="9" />
					<path className={styles.sign} d="M5.5 10.5 8.7 13.6 14.6 7" />
				</>
			);
		case 'fail':
			return (
				<>
					<rect x="1.5" y="1.5" width="17" height="17" rx="2" />
					<path className={styles.sign} d="M6 6 14 14M14 6 6 14" />
				</>
			);
		case 'inconclusive':
			return (
				<>
					<circle className={styles.ring} cx="10" cy="10" r="8" />
					<path d="M10 2a8 8 0 0 0 0 16Z" />
				</>
			);
		case 'none':
			return <circle className={styles.ring} cx="10" cy="10" r="8" strokeDasharray="3 3" />;
		default:
			return verdict satisfies never;
	}
}
