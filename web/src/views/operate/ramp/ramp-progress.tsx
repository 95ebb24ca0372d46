import { frameTexts } from '../../../i18n/frame.ts';
import { rampTexts } from '../../../i18n/operate-ramp.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { timeLeft } from '../../traffic/faults/time-left.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { ChangesSince } from '../split/changes-since.tsx';
import { percentOf } from '../split/shares.ts';
import { useClock } from '../use-clock.ts';
import styles from './ramp.module.css';
import type { Ramping } from './ramp-run.ts';

interface Props {
	readonly ramping: Ramping;
	readonly onStop: () => void;
	readonly onForget: () => void;
}

/** How far the ramp of this page is, or how it ended. */
export function RampProgress({ ramping, onStop, onForget }: Props) {
	const texts = useTexts(rampTexts);
	const { lanes } = useTexts(frameTexts);
	const { plan, steps, made, end } = ramping;
	return (
		<div className={styles.progress} data-end={end?.kind}>
			<div role="status">
				<h3>{texts.title}</h3>
				<p>
					{texts.going(lanes[plan.lane], String(plan.percent))}:{' '}
					<b>{texts.made(String(made), String(steps.length))}</b>
				</p>
				{end && <EndWords ramping={ramping} />}
			</div>
			<progress value={made} max={Math.max(1, steps.length)} aria-hidden="true" />
			{end === undefined && <Now ramping={ramping} />}
			{end?.kind === 'changed' && <ChangesSince version={end.state.version} />}
			{(end?.kind === 'failed' || end?.kind === 'unknown') && (
				<p className={form.trouble} lang="en">
					{end.why}
				</p>
			)}
			<div className={form.acts}>
				{end === undefined ? (
					<Button kind="stop" onPress={onStop}>
						{texts.stop}
					</Button>
				) : (
					<Button onPress={onForget}>{texts.forget}</Button>
				)}
			</div>
		</div>
	);
}

function useAt({ at }: Ramping): string {
	const texts = useTexts(rampTexts);
	const { blue, green } = percentOf(at.weights);
	return texts.at(String(blue), String(green), String(at.version));
}

/** What it is at, and what comes next; not read aloud each second. */
function Now({ ramping }: { readonly ramping: Ramping }) {
	const texts = useTexts(rampTexts);
	const nowMs = useClock();
	const at = useAt(ramping);
	const { steps, made, nextAtMs } = ramping;
	const next = steps[made];
	return (
		<>
			<p>
				{at}
				{next !== undefined && nextAtMs !== undefined && (
					<>; {texts.next(String(next.blue), String(next.green), timeLeft(nextAtMs - nowMs))}</>
				)}
			</p>
			<p className={form.hint}>{texts.carried}</p>
		</>
	);
}

function EndWords({ ramping }: { readonly ramping: Ramping }) {
	const texts = useTexts(rampTexts);
	const at = useAt(ramping);
	return <p>{ramping.end && texts[ramping.end.kind](at)}</p>;
}
