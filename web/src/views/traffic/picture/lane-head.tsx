import type { Lane } from '@canario/contracts/lane';
import type { Layout } from '../../../fork/layout.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import styles from './lane-head.module.css';
import { useLane } from './use-lane.ts';

/** Name and shares of a branch, where it begins. */
export function LaneHead({ lane, layout }: { readonly lane: Lane; readonly layout: Layout }) {
	const { fork } = useTexts(trafficTexts);
	const { lanes } = useTexts(frameTexts);
	const { percent, count } = useFormats();
	const figures = useLane(lane);
	const failed = figures?.tally.failed ?? 0;
	return (
		<div
			className={styles.lane}
			data-lane={lane}
			style={layout.course === 'right' ? { left: layout.split } : undefined}
		>
			<strong>
				<LaneMark lane={lane} /> {lanes[lane]} <b>{percent(figures?.asked, 0)}</b>
			</strong>
			<span>
				{fork.observed(percent(figures?.observed, 1))} {failed > 0 && <em>{fork.failed(count(failed))}</em>}
			</span>
		</div>
	);
}
