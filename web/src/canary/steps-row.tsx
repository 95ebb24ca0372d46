import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import { canaryTexts } from '../i18n/canary.ts';
import { useFormats } from '../i18n/formats.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { timeLeft } from '../views/traffic/faults/time-left.ts';
import { type Step, stepsOf } from './steps.ts';
import styles from './steps-row.module.css';

/** The row of steps that fill. */
export function StepsRow({ canary }: { readonly canary: PublicCanary }) {
	const { steps } = useTexts(canaryTexts);
	const { lanes } = useTexts(frameTexts);
	return (
		<ol className={styles.steps} aria-label={steps(lanes[canary.to])} data-lane={canary.to}>
			{stepsOf(canary).map((step) => (
				<StepPart key={step.share} step={step} canary={canary} />
			))}
		</ol>
	);
}

function StepPart({ step, canary }: { readonly step: Step; readonly canary: PublicCanary }) {
	const { states, watched } = useTexts(canaryTexts);
	const { percent } = useFormats();
	const { share, state, filled } = step;
	const { holdMs, watchedMs, phase } = canary;
	const isWatched = state === 'now' && phase === 'sample' && holdMs > 0;
	const time = (ms: number) => timeLeft(Math.floor(ms / 1_000) * 1_000);
	return (
		<li className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
			<b>{percent(share / 100, 0).replace(' ', '\u00a0')}</b>
			<span className={styles.bar} aria-hidden="true">
				<span style={{ transform: `scaleX(${filled.toFixed(3)})` }} />
			</span>
			<small>{isWatched ? watched(time(Math.min(watchedMs, holdMs)), time(holdMs)) : states[state]}</small>
		</li>
	);
}
