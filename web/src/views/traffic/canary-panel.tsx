import { ChecksList } from '../../canary/checks-list.tsx';
import { StepsRow } from '../../canary/steps-row.tsx';
import { useHeadline, useLeftWords } from '../../canary/use-canary-words.ts';
import { useConnection, useStats } from '../../feed/use-feed.ts';
import { canaryTexts } from '../../i18n/canary.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import styles from './canary-panel.module.css';

/** The canary that runs, or how the last one ended; nothing before the first. */
export function CanaryPanel() {
	const texts = useTexts(canaryTexts);
	const canary = useStats((stats) => stats.canary);
	const headline = useHeadline();
	const left = useLeftWords();
	if (canary === undefined) return null;
	return (
		<Panel title={texts.title} caption={texts.caption}>
			<div className={styles.canary}>
				<p className={styles.head} data-outcome={canary.ended?.outcome} role="status">
					{headline(canary)}
				</p>
				<StepsRow canary={canary} />
				{canary.ended ? (
					<Ended atMs={canary.ended.atMs} why={canary.ended.why} />
				) : (
					<>
						<p className={styles.left}>{left(canary)}</p>
						<ChecksList checks={canary.checks} to={canary.to} brief />
					</>
				)}
			</div>
		</Panel>
	);
}

/** The connection's second keeps its age counting. */
function Ended({ atMs, why }: { readonly atMs: number; readonly why: string }) {
	useConnection();
	const texts = useTexts(canaryTexts);
	const { ago } = useFormats();
	const seconds = Math.max(1, Math.round((Date.now() - atMs) / 1_000));
	return (
		<p className={styles.left}>
			{texts.ended(ago(seconds * 1_000))} <span lang="en">{why}</span>
		</p>
	);
}
