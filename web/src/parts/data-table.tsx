import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Column<Row> {
	readonly key: string;
	readonly title: ReactNode;
	readonly cell: (row: Row) => ReactNode;
	/** Figures stand at the right. */
	readonly figure?: boolean;
}

interface Props<Row> {
	/** What the table holds, for those who hear it. */
	readonly caption: string;
	/** The first names the row. */
	readonly columns: readonly Column<Row>[];
	readonly rows: readonly Row[];
	readonly rowKey: (row: Row) => string;
}

/** A plain table that scrolls in itself where it is too wide. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
		<section className={styles.scroll} tabIndex={0} aria-label={caption}>
			<table className={styles.table}>
				<caption>
					<VisuallyHidden>{caption}</VisuallyHidden>
				</caption>
				<thead>
					<tr>
						{columns.map(({ key, title, figure }) => (
							<th key={key} scope="col" data-figure={figure}>
								{title}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={rowKey(row)}>
							{columns.map((column, index) => (
								<Cell key={column.key} column={column} row={row} isHead={index === 0} />
							))}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}

interface CellProps<Row> {
	readonly column: Column<Row>;
	readonly row: Row;
	readonly isHead: boolean;
}

function Cell<Row>({ column: { cell, figure }, row, isHead }: CellProps<Row>) {
	return isHead ? <th scope="row">{cell(row)}</th> : <td data-figure={figure}>{cell(row)}</td>;
}
