import { useFormats } from '../../../i18n/formats.ts';
import { Bar } from './bar.tsx';
import styles from './bars.module.css';

interface Props {
	/** Heads of the columns. */
	readonly titles: { readonly name: string; readonly doses: string; readonly share: string };
	readonly rows: readonly { readonly key: string; readonly name: string; readonly doses: number }[];
}

/** Doses by kind with bars, their counts and their shares of all. */
export function Counted({ titles, rows }: Props) {
	const { count, percent } = useFormats();
	const all = rows.reduce((sum, { doses }) => sum + doses, 0);
	const most = Math.max(1, ...rows.map(({ doses }) => doses));
	return (
		<table className={styles.bars}>
			<thead>
				<tr>
					<th scope="col">{titles.name}</th>
					<td />
					<th scope="col" className={styles.figure}>
						{titles.doses}
					</th>
					<th scope="col" className={styles.figure}>
						{titles.share}
					</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ key, name, doses }) => (
					<tr key={key}>
						<th scope="row" className={styles.label}>
							{name}
						</th>
						<td>
							<Bar share={doses / most} />
						</td>
						<td className={styles.figure}>{count(doses)}</td>
						<td className={`${styles.figure} ${styles.muted}`}>
							{percent(all === 0 ? undefined : doses / all, 0)}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
