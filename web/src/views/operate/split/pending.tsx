import type { SplitState } from '@canario/contracts/split-change';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { timeLeft } from '../../traffic/faults/time-left.ts';
import { Button } from '../form/button.tsx';
import { useClock } from '../use-clock.ts';
import styles from './split-control.module.css';

interface Props {
	readonly split: SplitState;
	/** Undefined for those who may only look. */
	readonly onConfirm: (() => void) | undefined;
	readonly idle: boolean;
}

/** Weights that go back unless somebody confirms them, and when. */
export function Pending({ split: { revertAtMs, revertTo }, onConfirm, idle }: Props) {
	const texts = useTexts(splitTexts);
	const nowMs = useClock(revertAtMs !== undefined);
	if (revertAtMs === undefined || revertTo === undefined) return null;
	return (
		<div className={styles.pending}>
			<span>{texts.pending(`${revertTo.blue}`, `${revertTo.green}`)}</span>
			<b>{timeLeft(revertAtMs - nowMs)}</b>
			{onConfirm && (
				<Button idle={idle} onPress={onConfirm}>
					{texts.confirm}
				</Button>
			)}
		</div>
	);
}
