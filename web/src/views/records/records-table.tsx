import type { PublicRecord } from '@canario/contracts/records-page';
import { useState } from 'react';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import { VisuallyHidden } from '../../parts/visually-hidden.tsx';
import { RecordRow } from './record-row.tsx';
import styles from './records-table.module.css';

const RECORD_COLUMNS = ['storedAt', 'lane', 'department', 'vaccine', 'dose', 'ageGroup', 'took'] as const;

/** A page of the log; a row opens its way. On phones rows are cards. */
export function RecordsTable({ records }: { readonly records: readonly PublicRecord[] }) {
	const { columns, table } = useTexts(recordsTexts);
	const [open, setOpen] = useState<string>();
	if (records.length === 0) return null;
	return (
		<table className={styles.table}>
			<caption>
				<VisuallyHidden>{table}</VisuallyHidden>
			</caption>
			<thead>
				<tr>
					{RECORD_COLUMNS.map((column) => (
						<th key={column} scope="col" data-column={column}>
							{columns[column]}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{records.map((record) => (
					<RecordRow
						key={record.key}
						record={record}
						open={open === record.key}
						onToggle={() => setOpen(open === record.key ? undefined : record.key)}
					/>
				))}
			</tbody>
		</table>
	);
}
