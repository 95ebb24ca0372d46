import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from './button.tsx';
import styles from './form.module.css';

interface Props {
	/** Of the page that follows; undefined on the last. */
	readonly next: number | undefined;
	readonly isOld: boolean;
	readonly turn: (before?: number) => void;
}

/** To older pages, and back to the newest. */
export function Pager({ next, isOld, turn }: Props) {
	const { form } = useTexts(operateTexts);
	if (next === undefined && !isOld) return null;
	return (
		<div className={styles.acts} style={{ marginBlockStart: 'var(--space-12)' }}>
			{isOld && <Button onPress={() => turn()}>{form.newest}</Button>}
			{next !== undefined && <Button onPress={() => turn(next)}>{form.older}</Button>}
		</div>
	);
}
