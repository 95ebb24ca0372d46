import { canaryTexts } from '../../../i18n/canary.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Panel } from '../../../parts/panel.tsx';
import { Fold } from '../form/fold.tsx';
import { Trouble } from '../form/trouble.tsx';
import { useMay } from '../session/use-session.ts';
import { useDesk } from '../use-desk.ts';
import styles from './canary.module.css';
import { CanaryEvents } from './canary-events.tsx';
import { CanaryHistory } from './canary-history.tsx';
import { CanaryRun } from './canary-run.tsx';
import { CanaryStart } from './canary-start.tsx';
import { CanarySteer } from './canary-steer.tsx';

/** The canary: where it is, how it is steered, how one is started, and the earlier ones. */
export function CanaryDesk() {
	const { title, caption } = useTexts(canaryTexts);
	const texts = useTexts(canaryDeskTexts);
	const mayChange = useMay('operator');
	const { data, trouble: problem } = useDesk().canary;
	if (data === undefined) {
		return (
			<Panel
				title={title}
				caption={caption}
				state={problem ? 'ready' : 'loading'}
				heightRem={20}
				live={false}
			>
				<Trouble trouble={problem} />
			</Panel>
		);
	}
	const { canary, controlled, trouble } = data;
	const runs = canary !== undefined && canary.ended === undefined;
	return (
		<Panel title={title} caption={caption} live={false}>
			<div className={styles.desk}>
				{!controlled && <p className={styles.trouble}>{texts.uncontrolled}</p>}
				{trouble !== undefined && (
					<p className={styles.trouble}>
						{texts.trouble} <span lang="en">{trouble}</span>
					</p>
				)}
				{canary === undefined ? <p className={styles.quiet}>{texts.none}</p> : <CanaryRun answer={data} />}
				{mayChange &&
					(runs ? (
						<CanarySteer canary={canary} />
					) : (
						<Fold key={canary?.id} label={texts.plan.title}>
							<CanaryStart />
						</Fold>
					))}
				{canary !== undefined && <CanaryEvents changed={data} />}
				{canary !== undefined && canary.id > 1 && (
					<CanaryHistory changed={canary.ended ? canary.id : -canary.id} />
				)}
			</div>
		</Panel>
	);
}
