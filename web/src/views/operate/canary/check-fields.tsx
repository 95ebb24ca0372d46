import type { Metric } from '@canario/contracts/canary/plan';
import { canaryTexts } from '../../../i18n/canary.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import form from '../form/form.module.css';
import type { PlanDraft } from './plan-draft.ts';
import styles from './start.module.css';

interface Props {
	readonly checks: PlanDraft['checks'];
	readonly onChange: (checks: PlanDraft['checks']) => void;
}

/** What amounts look like where none is written. */
const SHARE_LIKE = { threshold: '5%', comparison: '+1pp' };
const LATENCY_LIKE = { threshold: '250ms', comparison: '+50ms' };

/** Each metric with its limit and its distance from the other lane, as they are written in a plan. */
export function CheckFields({ checks, onChange }: Props) {
	const { plan: texts } = useTexts(canaryDeskTexts);
	const { metrics } = useTexts(canaryTexts);
	const names = Object.keys(checks) as Metric[];
	const field = (metric: Metric, part: 'threshold' | 'comparison') => {
		const like = metric.includes('-p') ? LATENCY_LIKE : SHARE_LIKE;
		const label = part === 'threshold' ? texts.thresholdOf : texts.comparisonOf;
		return (
			<input
				className={form.input}
				autoComplete="off"
				aria-label={label(metrics[metric])}
				placeholder={like[part]}
				value={checks[metric][part]}
				onChange={({ target }) =>
					onChange({ ...checks, [metric]: { ...checks[metric], [part]: target.value } })
				}
			/>
		);
	};
	return (
		<fieldset className={styles.checks}>
			<legend>{texts.checks}</legend>
			<p className={form.hint}>{texts.checksHint}</p>
			<div className={styles.grid}>
				<div className={styles.check} aria-hidden="true">
					<span>{texts.metric}</span>
					<span>{texts.threshold}</span>
					<span>{texts.comparison}</span>
				</div>
				{names.map((metric) => (
					<div key={metric} className={styles.check}>
						<b>{metrics[metric]}</b>
						{field(metric, 'threshold')}
						{field(metric, 'comparison')}
					</div>
				))}
			</div>
		</fieldset>
	);
}
