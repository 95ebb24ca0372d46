import type { Fault } from '@canario/contracts/fault';
import { presentEffects } from '@canario/contracts/present-effects';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import { timeLeft } from '../../traffic/faults/time-left.ts';
import { useEffects } from '../../traffic/faults/use-effects.ts';
import { Button } from '../form/button.tsx';
import { useClock } from '../use-clock.ts';

import styles from './faults.module.css';

interface Props {
	readonly fault: Fault;
	/** Undefined for those who may only look. */
	readonly onClear: (() => void) | undefined;
}

/** A fault under way: what it does, by whom and why, and when it ends. */
export function FaultLine({ fault, onClear }: Props) {
	const texts = useTexts(faultTexts);
	const { lanes } = useTexts(frameTexts);
	const { time } = useFormats();
	const effects = useEffects();
	const nowMs = useClock();
	const { lane, by, reason, setAtMs, untilMs } = fault;
	return (
		<div className={styles.fault}>
			<div>
				<LaneMark lane={lane} /> <strong>{lanes[lane]}</strong> {effects(presentEffects(fault))}
				<small>
					{texts.bySince(by, time(setAtMs))}
					{reason !== '' && `: ${reason}`}
				</small>
			</div>
			<b>{timeLeft(untilMs - nowMs)}</b>
			{onClear && <Button onPress={onClear}>{texts.clear(lanes[lane])}</Button>}
		</div>
	);
}
