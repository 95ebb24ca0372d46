import type { PublicRecord } from '@canario/contracts/records-page';
import { useFormats } from '../../i18n/formats.ts';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import { LaneMark } from '../../parts/lane-mark.tsx';
import styles from './hops.module.css';
import { tookOf } from './took.ts';

/** The way of a stored vaccination: where it was, and when. */
export function Hops({ record }: { readonly record: PublicRecord }) {
	const { hops } = useTexts(recordsTexts);
	const formats = useFormats();
	const { lane, acceptedAtMs, storedAtMs } = record;
	return (
		<ol className={styles.hops} data-lane={lane}>
			<li>
				{hops.accepted}
				<small>{formats.moment(acceptedAtMs)}</small>
			</li>
			<li>
				<span>
					<LaneMark lane={lane} /> {hops.way[lane]}
				</span>
			</li>
			<li>
				{hops.stored}
				<small>
					{formats.moment(storedAtMs)}; {hops.took(tookOf(record, formats))}
				</small>
			</li>
		</ol>
	);
}
