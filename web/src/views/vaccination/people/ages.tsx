import { AGE_GROUPS } from '@canario/contracts/age-group';
import type { People } from '@canario/contracts/stats-snapshot';
import { useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { vaccinationTexts } from '../../../i18n/vaccination.ts';
import { Panel } from '../../../parts/panel.tsx';
import { VisuallyHidden } from '../../../parts/visually-hidden.tsx';
import { captionOf } from '../caption.ts';
import { Bar } from './bar.tsx';
import styles from './bars.module.css';

type Groups = People['ageGroups'];

/** First and complete doses of each age group, children to elders, as paired bars. */
export function Ages({ ageGroups }: { readonly ageGroups: Groups | undefined }) {
	const { ages } = useTexts(vaccinationTexts);
	const { percent } = useFormats();
	const top = ageGroups && AGE_GROUPS.toSorted((a, b) => ageGroups[b].first - ageGroups[a].first)[0];
	const all = ageGroups ? AGE_GROUPS.reduce((sum, group) => sum + ageGroups[group].first, 0) : 0;
	const caption =
		ageGroups && top && all > 0
			? ages.caption(ages.groups[top].toLowerCase(), percent(ageGroups[top].first / all, 0))
			: ages.captionNone;
	return (
		<Panel
			title={ages.title}
			caption={captionOf(ageGroups, caption)}
			state={ageGroups ? 'ready' : 'loading'}
			heightRem={15}
		>
			{ageGroups && <AgeBars ageGroups={ageGroups} />}
		</Panel>
	);
}

function AgeBars({ ageGroups }: { readonly ageGroups: Groups }) {
	const { ages } = useTexts(vaccinationTexts);
	const { count } = useFormats();
	const doses = AGE_GROUPS.map((group) => ageGroups[group]);
	const most = Math.max(1, ...doses.flatMap(({ first, complete }) => [first, complete]));
	return (
		<table className={styles.bars}>
			<thead>
				<tr>
					<th scope="col">{ages.group}</th>
					<td />
					<th scope="col" className={styles.figure}>
						<span className={styles.swatch} data-of="first" />
						{ages.first}
					</th>
					<th scope="col" className={styles.figure}>
						<span className={styles.swatch} data-of="complete" />
						{ages.complete}
					</th>
				</tr>
			</thead>
			<tbody>
				{AGE_GROUPS.map((group) => (
					<tr key={group}>
						<th scope="row" className={styles.label}>
							{ages.groups[group]}
							<VisuallyHidden>, </VisuallyHidden>
							<small>{ages.years[group]}</small>
						</th>
						<td>
							<Bar share={ageGroups[group].first / most} />
							<Bar share={ageGroups[group].complete / most} of="complete" />
						</td>
						<td className={styles.figure}>{count(ageGroups[group].first)}</td>
						<td className={`${styles.figure} ${styles.muted}`}>{count(ageGroups[group].complete)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
