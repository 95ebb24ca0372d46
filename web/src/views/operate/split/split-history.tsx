import type { SplitChange, SplitHistoryPage } from '@canario/contracts/split-change';
import { useFormats } from '../../../i18n/formats.ts';
import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { Pager } from '../form/pager.tsx';
import { Trouble } from '../form/trouble.tsx';
import wide from '../form/wide.module.css';
import { usePages } from '../session/use-pages.ts';
import { weightsText } from './shares.ts';

const ROWS = 10;

/** Who changed the weights, when, how and why. */
export function SplitHistory({ version }: { readonly version: number }) {
	const { history: texts } = useTexts(splitTexts);
	const { moment } = useFormats();
	const { page, trouble, isOld, turn } = usePages<SplitHistoryPage>('/split/history', ROWS, version);
	const state = page === undefined ? (trouble ? 'ready' : 'loading') : 'ready';
	const why = ({ reason, revertAtMs }: SplitChange) => (
		<span className={wide.text}>
			{reason}
			{revertAtMs !== undefined && <em>{texts.until(moment(revertAtMs))}</em>}
		</span>
	);
	return (
		<Panel title={texts.title} caption={texts.caption} state={state} heightRem={20} live={false}>
			<Trouble trouble={trouble} />
			{page && (
				<DataTable
					caption={texts.table}
					rows={page.changes}
					rowKey={(change) => String(change.version)}
					columns={[
						{ key: 'version', title: texts.version, cell: (change) => change.version },
						{ key: 'when', title: texts.when, cell: ({ atMs }) => moment(atMs) },
						{ key: 'who', title: texts.who, cell: ({ by }) => by },
						{ key: 'what', title: texts.what, cell: ({ kind }) => texts.kinds[kind] },
						{
							key: 'weights',
							title: texts.weights,
							cell: ({ from, to }) => texts.change(weightsText(from), weightsText(to)),
						},
						{ key: 'why', title: texts.why, cell: why },
					]}
				/>
			)}
			<Pager next={page?.next} isOld={isOld} turn={turn} />
		</Panel>
	);
}
