import { operateTexts } from '../../i18n/operate.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ViewHead } from '../../parts/view-head.tsx';
import styles from './session/login.module.css';

/** Says that there is no operating here, and how it is turned on. */
export function NotOffered() {
	const { offer } = useTexts(operateTexts);
	return (
		<>
			<ViewHead title={offer.title}>{offer.lead}</ViewHead>
			<ul className={styles.steps}>
				<li>{offer.local}</li>
				<li>{offer.host}</li>
				<li>{offer.alone}</li>
				<li>{offer.terminal}</li>
			</ul>
		</>
	);
}
