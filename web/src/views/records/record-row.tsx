import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import type { PublicRecord } from '@canario/contracts/records-page';
import { useId } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import { LaneMark } from '../../parts/lane-mark.tsx';
import { VisuallyHidden } from '../../parts/visually-hidden.tsx';
import { Hops } from './hops.tsx';
import styles from './record-row.module.css';
import { tookOf } from './took.ts';

interface Props {
	readonly record: PublicRecord;
	readonly open: boolean;
	readonly onToggle: () => void;
}

const NAMES = new Map(DEPARTMENTS.map(({ code, name }) => [code, name]));
const COLUMNS = 7;

/** A stored vaccination, and its way when it is open. */
export function RecordRow({ record, open, onToggle }: Props) {
	const { filters, hops, visitor } = useTexts(recordsTexts);
	const formats = useFormats();
	const id = useId();
	const { lane, vaccine, dose, ageGroup, source, storedAtMs } = record;
	const department = NAMES.get(record.department) ?? filters.otherDepartment;
	return (
		<>
			<tr className={styles.row} data-open={open} onClick={onToggle}>
				<th scope="row" data-column="storedAt">
					<button
						type="button"
						aria-expanded={open}
						aria-controls={id}
						onClick={(event) => {
							event.stopPropagation();
							onToggle();
						}}
					>
						{formats.moment(storedAtMs)}
						<VisuallyHidden> {hops.show(department)}</VisuallyHidden>
					</button>
				</th>
				<td data-column="lane">
					<LaneMark lane={lane} /> {filters.lanes[lane]}
				</td>
				<td data-column="department">
					{department}
					{source === 'visitor' && <span className={styles.visitor}>{visitor}</span>}
				</td>
				<td data-column="vaccine">{vaccine === OTHER ? filters.otherVaccine : vaccine}</td>
				<td data-column="dose">
					<span className={styles.onCard}>{filters.doseStart} </span>
					{filters.nth(String(dose))}
				</td>
				<td data-column="ageGroup">{filters.ageGroups[ageGroup]}</td>
				<td data-column="took">{tookOf(record, formats)}</td>
			</tr>
			<tr className={styles.way} id={id} hidden={!open}>
				<td colSpan={COLUMNS}>{open && <Hops record={record} />}</td>
			</tr>
		</>
	);
}
