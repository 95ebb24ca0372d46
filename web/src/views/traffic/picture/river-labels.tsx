import { useStats } from '../../../feed/use-feed.ts';
import type { Layout } from '../../../fork/layout.ts';
import { widthOf } from '../../../fork/river.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import styles from './river-labels.module.css';
import { useLane } from './use-lane.ts';

/** What stands beside the river: what enters, what waits, what lies in the tray, and the scale. */
export function RiverLabels({ layout, stepMs }: { readonly layout: Layout; readonly stepMs: number }) {
	const { fork } = useTexts(trafficTexts);
	const { count, rate, duration } = useFormats();
	const entering = useStats(({ lanes }) => lanes.blue.ratePerSecond + lanes.green.ratePerSecond);
	const green = useLane('green');
	const aside = useStats(({ ledger }) => ledger.deadLettered);
	const { tray, gates, split, course, branch } = layout;
	const between = (gates[0] + gates[1]) / 2;
	const bank = branch.green - widthOf(layout, green?.asked ?? 1) / 2;
	return (
		<>
			<div className={styles.entry} style={course === 'right' ? { width: split } : undefined}>
				<b>{rate(entering)}</b> <span>{fork.entry}</span>
			</div>
			<div
				className={styles.waiting}
				style={course === 'right' ? { left: between, top: bank - 4 } : { top: between }}
			>
				{fork.waiting(count(green?.inFlight))}
			</div>
			<div
				className={styles.tray}
				data-some={(aside ?? 0) > 0}
				style={course === 'right' ? { left: tray.along + 20, top: tray.across } : { top: tray.along + 12 }}
			>
				<b>{count(aside)}</b> {fork.tray}
			</div>
			<div className={styles.scale}>
				<b>{fork.scale(duration(stepMs).replace(/[.,]0(?= )/, ''))}</b> <span>{fork.scaleNote}</span>
			</div>
		</>
	);
}
