import type { CanaryPlan, Check } from '@canario/contracts/canary/plan';
import { otherThan } from '@canario/contracts/lane';
import { figuresOf } from '../../../canary/check-figures.ts';
import { canaryTexts } from '../../../i18n/canary.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { forecastTexts } from '../../../i18n/operate-forecast.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import styles from './plan.module.css';
import { useSpanText } from './use-forecast-words.ts';

/** What a plan that was written means, beside its steps: checks, the way back, risks, hooks. */
export function PlanMeaning({ plan }: { readonly plan: CanaryPlan }) {
	const texts = useTexts(forecastTexts);
	const { lanes } = useTexts(frameTexts);
	const { percent } = useFormats();
	const span = useSpanText();
	const { to, checks, rollback, patienceMs, alarmRisk, passRisk, hooks } = plan;
	const risk = (share: number) => percent(share, Number.isInteger(100 * share) ? 0 : 1);
	return (
		<div className={styles.meaning}>
			{checks.length > 0 ? <ChecksTable plan={plan} /> : <p>{texts.nothing}</p>}
			<p>
				{rollback.mode === 'at-once'
					? texts.atOnce(lanes[to])
					: texts.gradual(lanes[to], String(rollback.points), span(rollback.everyMs))}{' '}
				{texts.patience(span(patienceMs))} {texts.risks(risk(alarmRisk), risk(passRisk))}
			</p>
			{hooks.length > 0 && (
				<ul>
					{hooks.map(({ name, at, url, gate }) => (
						<li key={name}>{(gate ? texts.gate : texts.hook)(name, at, url)}</li>
					))}
				</ul>
			)}
		</div>
	);
}

function ChecksTable({ plan: { to, checks } }: { readonly plan: CanaryPlan }) {
	const texts = useTexts(forecastTexts);
	const { metrics, points } = useTexts(canaryTexts);
	const { lanes } = useTexts(frameTexts);
	const formats = useFormats();
	const threshold = ({ metric, threshold: limit }: Check) =>
		limit === undefined ? '–' : figuresOf({ metric, kind: 'threshold', limit }, formats, points).limit;
	const comparison = ({ metric, comparison: by }: Check) =>
		by === undefined
			? '–'
			: figuresOf({ metric, kind: 'comparison', limit: by.limit, ratio: by.by === 'ratio' }, formats, points)
					.limit;
	return (
		<DataTable
			caption={texts.checks}
			rows={checks}
			rowKey={({ metric }) => metric}
			columns={[
				{ key: 'metric', title: texts.metric, cell: ({ metric }) => metrics[metric] },
				{ key: 'threshold', title: texts.threshold, cell: threshold },
				{ key: 'comparison', title: texts.comparison(lanes[otherThan(to)]), cell: comparison },
			]}
		/>
	);
}
