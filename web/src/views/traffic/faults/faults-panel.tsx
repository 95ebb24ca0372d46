import type { PublicFault } from '@canario/contracts/fault';
import { useConnection, useStats } from '../../../feed/use-feed.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import { Panel } from '../../../parts/panel.tsx';
import styles from './faults.module.css';
import { timeLeft } from './time-left.ts';
import { useEffects } from './use-effects.ts';

/** Lanes that somebody breaks on purpose just now; nothing while nobody does. */
export function FaultsPanel() {
	const faults = useStats((stats) => stats.faults);
	const { faults: texts } = useTexts(trafficTexts);
	if (faults === undefined) return null;
	return (
		<Panel title={texts.title} caption={texts.caption}>
			<ul className={styles.faults}>
				{faults.map((fault) => (
					<FaultLine key={fault.lane} fault={fault} />
				))}
			</ul>
		</Panel>
	);
}

/** The connection's second keeps the time left counting. */
function FaultLine({ fault }: { readonly fault: PublicFault }) {
	useConnection();
	const { faults: texts } = useTexts(trafficTexts);
	const { lanes } = useTexts(frameTexts);
	const effects = useEffects()(fault);
	const { lane, untilMs } = fault;
	return (
		<li>
			<LaneMark lane={lane} /> <strong>{lanes[lane]}</strong> {effects}
			<span>{texts.ends(timeLeft(untilMs - Date.now()))}</span>
		</li>
	);
}
