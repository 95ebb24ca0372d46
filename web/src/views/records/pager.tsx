import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import styles from './pager.module.css';
import page from './records-view.module.css';
import { PAGE_ROWS } from './search/search-records.ts';
import type { PlaceInLog } from './use-place.ts';
import type { Search } from './use-records.ts';

interface Props {
	readonly place: PlaceInLog;
	readonly search: Search;
}

/** To older and newer pages. */
export function Pager({ place, search: { state, found, current } }: Props) {
	const { pages } = useTexts(recordsTexts);
	const full = state === 'done' && current && (found?.records.length ?? 0) >= PAGE_ROWS;
	const next = full ? found?.next : undefined;
	const { cursor, toNewer, toNewest, toOlder } = place;
	if (cursor === undefined && next === undefined && state !== 'searching') return null;
	return (
		<nav className={styles.pager} aria-label={pages.label}>
			{cursor !== undefined && (
				<button type="button" className={page.button} onClick={toNewest}>
					{pages.newest}
				</button>
			)}
			<span className={styles.steps}>
				<button type="button" className={page.button} disabled={!toNewer} onClick={toNewer}>
					← {pages.newer}
				</button>
				<button
					type="button"
					className={page.button}
					disabled={next === undefined}
					onClick={() => next !== undefined && toOlder(next)}
				>
					{pages.older} →
				</button>
			</span>
		</nav>
	);
}
