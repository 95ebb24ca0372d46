import type { CanaryHistory as Page } from '@canario/contracts/canary/answers';
import type { CanaryState } from '@canario/contracts/canary/state';
import { useFormats } from '../../../i18n/formats.ts';
import { frameTexts } from '../../../i18n/frame.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { Pager } from '../form/pager.tsx';
import { Trouble } from '../form/trouble.tsx';
import wide from '../form/wide.module.css';
import { usePages } from '../session/use-pages.ts';
import styles from './canary.module.css';

const ROWS = 10;

/** The canaries there were, and how each ended. */
export function CanaryHistory({ changed }: { readonly changed: unknown }) {
	const { history: texts } = useTexts(canaryDeskTexts);
	const { lanes } = useTexts(frameTexts);
	const { moment } = useFormats();
	const { page, trouble, isOld, turn } = usePages<Page>('/canary/history', ROWS, changed);
	const path = ({ plan }: CanaryState) =>
		texts.path(lanes[plan.to], plan.steps.map(({ share }) => share).join(', '));
	return (
		<div className={styles.run}>
			<div>
				<h3>{texts.title}</h3>
				<p className={styles.small}>{texts.caption}</p>
			</div>
			<Trouble trouble={trouble} />
			{page && (
				<DataTable
					caption={texts.table}
					rows={page.canaries}
					rowKey={({ id }) => String(id)}
					columns={[
						{ key: 'id', title: texts.id, cell: ({ id }) => id },
						{ key: 'when', title: texts.when, cell: ({ startedAtMs }) => moment(startedAtMs) },
						{ key: 'who', title: texts.who, cell: ({ by }) => by },
						{ key: 'steps', title: texts.steps, cell: path },
						{
							key: 'outcome',
							title: texts.outcome,
							cell: ({ ended }) => (ended ? texts.outcomes[ended.outcome] : texts.running),
						},
						{
							key: 'why',
							title: texts.why,
							cell: ({ ended }) => (
								<span className={wide.text} lang="en">
									{ended?.why}
								</span>
							),
						},
					]}
				/>
			)}
			<Pager next={page?.next} isOld={isOld} turn={turn} />
		</div>
	);
}
