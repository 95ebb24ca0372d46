import { LANES } from '@canario/contracts/lane';
import type { SplitState } from '@canario/contracts/split-change';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Panel } from '../../../parts/panel.tsx';
import { RampDesk } from '../ramp/ramp-desk.tsx';
import { useMay } from '../session/use-session.ts';
import { useRunningCanary } from '../use-desk.ts';
import { ForkControl } from './fork-control.tsx';
import { LaneRow } from './lane-row.tsx';
import { greenFrom, percentOf } from './shares.ts';
import styles from './split-control.module.css';
import { SplitStrip } from './split-strip.tsx';
import { useDraft } from './use-draft.ts';
import { usePeaks } from './use-peak.ts';

/** The weights in the operator's hand: the fork, a number and a slider for each lane, and the strip that changes them. */
export function SplitControl({ split }: { readonly split: SplitState }) {
	const texts = useTexts(splitTexts);
	const mayChange = useMay('operator');
	const canaryRuns = useRunningCanary();
	const drafting = useDraft(split);
	const peaks = usePeaks();
	const now = percentOf(split.weights);
	const { green, move } = drafting;
	const percent = { blue: 100 - green, green };
	return (
		<Panel title={texts.title} caption={texts.caption}>
			<div className={styles.control}>
				<div className={styles.river}>
					<ForkControl green={green} changed={green !== now.green} onMove={mayChange ? move : undefined} />
				</div>
				<div className={styles.lanes}>
					{LANES.map((lane) => (
						<LaneRow
							key={lane}
							lane={lane}
							percent={percent[lane]}
							now={now[lane]}
							peak={peaks[lane]}
							onChange={mayChange ? (value) => move(greenFrom(lane, value)) : undefined}
						/>
					))}
				</div>
			</div>
			{mayChange && canaryRuns && <p className={styles.canary}>{texts.canary}</p>}
			<SplitStrip split={split} drafting={drafting} mayChange={mayChange} />
			{mayChange && <RampDesk split={split} />}
		</Panel>
	);
}
