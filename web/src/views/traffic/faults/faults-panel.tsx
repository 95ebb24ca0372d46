import type { PublicFault } from '@canario/contracts/fault';
import { useConnection, useStats } from '../../../feed/use-feed.ts';
import { type Formats, useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';
import { LaneMark } from '../../../parts/lane-mark.tsx';
import { Panel } from '../../../parts/panel.tsx';
import styles from './faults.module.css';
import { timeLeft } from './time-left.ts';

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
	const effects = useEffects(fault);
	const { lane, untilMs } = fault;
	return (
		<li>
			<LaneMark lane={lane} /> <strong>{lanes[lane]}</strong> {effects}
			<span>{texts.ends(timeLeft(untilMs - Date.now()))}</span>
		</li>
	);
}

/** What a fault does, in words. */
function useEffects({ errors, delayMs, jitterMs, durableDelayMs, drop, hang }: PublicFault): string {
	const { faults: texts } = useTexts(trafficTexts);
	const formats = useFormats();
	const { list } = formats;
	// a figure and its unit stay on one line
	const duration = (ms: number | undefined) => formats.duration(ms).replace(' ', '\u00a0');
	const delay = jitterMs === undefined ? duration(delayMs) : `${duration(delayMs)} ± ${duration(jitterMs)}`;
	const effects = [
		hang && texts.hang,
		errors !== undefined && texts.errors(share(errors, formats)),
		delayMs !== undefined && texts.delay(delay),
		durableDelayMs !== undefined && texts.durableDelay(duration(durableDelayMs)),
		drop !== undefined && texts.drop(share(drop, formats)),
	];
	return list(effects.filter((effect) => typeof effect === 'string'));
}

/** Whole per cents without decimals. */
const share = (value: number, { percent }: Formats) =>
	percent(value, Number.isInteger(value * 100) ? 0 : 1).replace(' ', '\u00a0');
