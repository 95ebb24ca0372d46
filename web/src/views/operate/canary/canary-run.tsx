import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryState } from '@canario/contracts/canary/state';
import { ChecksList } from '../../../canary/checks-list.tsx';
import { StepsRow } from '../../../canary/steps-row.tsx';
import { useHeadline, useLeftWords } from '../../../canary/use-canary-words.ts';
import { canaryTexts } from '../../../i18n/canary.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { percentOf } from '../split/shares.ts';
import styles from './canary.module.css';
import { shownCanary } from './shown-canary.ts';

/** Where the canary is, or how the last one ended: its sentence, its steps, its checks. */
export function CanaryRun({ answer }: { readonly answer: CanaryAnswer }) {
	const { noChecks } = useTexts(canaryTexts);
	const headline = useHeadline();
	const left = useLeftWords();
	const shown = shownCanary(answer);
	const { canary } = answer;
	if (shown === undefined || canary === undefined) return null;
	const why = canary.ended?.why ?? canary.back?.why ?? canary.held?.why ?? canary.waiting?.why;
	return (
		<div className={styles.run}>
			<div className={styles.head} data-outcome={shown.ended?.outcome ?? canary.back?.outcome}>
				<div role="status">
					<h3>{headline(shown)}</h3>
				</div>
				{why !== undefined && (
					<p className={styles.small} lang="en">
						{why}
					</p>
				)}
				<About canary={canary} />
			</div>
			<StepsRow canary={shown} />
			{canary.ended === undefined && <p className={styles.left}>{left(shown)}</p>}
			{shown.checks.length > 0 && <ChecksList checks={shown.checks} to={shown.to} />}
			{canary.plan.checks.length === 0 && <p className={styles.small}>{noChecks}</p>}
		</div>
	);
}

/** Whose canary it is, and why; since when, and to what it goes back. */
function About({ canary }: { readonly canary: CanaryState }) {
	const texts = useTexts(canaryDeskTexts);
	const { moment } = useFormats();
	const { id, by, reason, startedAtMs, from, ended, paused } = canary;
	const { blue, green } = percentOf(from);
	return (
		<>
			<p className={styles.small}>
				{texts.started(String(id), by, moment(startedAtMs))}{' '}
				{ended === undefined && texts.from(`${blue} %`, `${green} %`)}
			</p>
			<p className={styles.small}>{texts.why(reason)}</p>
			{paused && <p className={styles.small}>{texts.pausedBy(paused.by, paused.reason)}</p>}
		</>
	);
}
