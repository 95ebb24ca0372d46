import type { Lane } from '@canario/contracts/lane';
import { GATES, type Layout } from '../../../fork/layout.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import styles from './gate-label.module.css';
import { useLane } from './use-lane.ts';

interface Props {
	readonly lane: Lane;
	readonly gate: 0 | 1;
	readonly layout: Layout;
	/** Documents of the lane that reach the disk, a second. */
	readonly storedRate: number | undefined;
}

/** What stands at a gate: its name, how many pass it a second, and after what time. */
export function GateLabel({ lane, gate, layout, storedRate }: Props) {
	const { fork } = useTexts(trafficTexts);
	const { rate, duration } = useFormats();
	const figures = useLane(lane);
	const kind = GATES[lane][gate];
	const isDurable = kind === 'durable';
	const passing = isDurable ? storedRate : figures?.ratePerSecond;
	const p95 = isDurable ? figures?.durable.p95 : figures?.ack.p95;
	const along = layout.gates[gate];
	const place = layout.course === 'right' ? { left: along } : { left: layout.branch[lane], top: along };
	return (
		<div className={styles.gate} data-lane={lane} data-kind={kind} style={place}>
			<strong>{fork[kind]}</strong>
			<span>
				<b>{rate(passing)}</b> <i>{fork.p95(duration(p95))}</i>
			</span>
		</div>
	);
}
