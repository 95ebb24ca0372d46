import type { SplitState } from '@canario/contracts/split-change';
import { useEffect, useRef } from 'react';
import { rampTexts } from '../../../i18n/operate-ramp.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Fold } from '../form/fold.tsx';
import { useDesk } from '../use-desk.ts';
import styles from './ramp.module.css';
import { RampForm } from './ramp-form.tsx';
import { RampProgress } from './ramp-progress.tsx';
import { useRamp } from './use-ramp.ts';

/** The weights moved in steps: how that is begun, or how far it is. */
export function RampDesk({ split }: { readonly split: SplitState }) {
	const texts = useTexts(rampTexts);
	const { ramping, begin, stop, forget } = useRamp();
	const { again } = useDesk().split;
	const version = ramping?.at.version;
	useEffect(() => {
		// each step is seen at once, and so nothing is begun on weights from before it
		if (version !== undefined) void again();
	}, [version, again]);
	const place = useRef<HTMLDivElement>(null);
	// the button that was pressed is gone then: the focus stays nearby
	const andStay = (act: () => void) => {
		act();
		place.current?.focus({ preventScroll: true });
	};
	const runs = ramping !== undefined && ramping.end === undefined;
	return (
		<div ref={place} className={styles.desk} tabIndex={-1}>
			{ramping !== undefined && (
				<RampProgress ramping={ramping} onStop={stop} onForget={() => andStay(forget)} />
			)}
			{!runs && (
				<Fold label={texts.open}>
					<RampForm split={split} onBegin={(plan) => andStay(() => begin(split, plan))} />
				</Fold>
			)}
		</div>
	);
}
