import { useEffect, useState } from 'react';
import { useConnectionPhase } from '../../feed/use-feed.ts';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { FilterSentence } from './filter-sentence.tsx';
import { Fresh } from './fresh.tsx';
import { Pager } from './pager.tsx';
import { Progress } from './progress.tsx';
import { RecordsTable } from './records-table.tsx';
import styles from './records-view.module.css';
import { searchOf } from './search/filters.ts';
import { Trouble } from './trouble.tsx';
import { usePlace } from './use-place.ts';
import { type Search, useRecords } from './use-records.ts';

/** The log of the stored vaccinations. */
export function RecordsView() {
	const texts = useTexts(recordsTexts);
	const place = usePlace();
	const { filters, cursor } = place;
	const [turn, setTurn] = useState(0);
	const again = () => setTurn((before) => before + 1);
	const key = `${turn}${searchOf(filters, cursor)}`;
	const { search, goOn } = useRecords({ filters, cursor, key });
	const filtered = Object.keys(filters).length > 0;
	const phase = useConnectionPhase();
	const unread = search.trouble === 'other';
	// what could not be read while the feed was away is read when it is back
	useEffect(() => {
		if (phase === 'live' && unread) setTurn((before) => before + 1);
	}, [phase]);
	// another page is read from its top
	useEffect(() => {
		if (cursor !== undefined) window.scrollTo({ top: 0 });
	}, [cursor]);
	return (
		<>
			<ViewHead title={texts.title}>{texts.caption}</ViewHead>
			<FilterSentence filters={filters} onChoose={place.choose} />
			<Panel
				title={texts.table}
				live={false}
				state={stateOf(search)}
				heightRem={search.found?.records.length === 0 ? 12 : 30}
				empty={filtered ? texts.empty.filtered : texts.empty.all}
				aside={cursor === undefined && <Fresh key={key} filters={filters} search={search} onShow={again} />}
			>
				{search.trouble ? (
					<Trouble trouble={search.trouble} onRetry={again} onNewest={place.toNewest} />
				) : (
					<div className={styles.page} data-old={!search.current}>
						<RecordsTable records={search.found?.records ?? []} />
					</div>
				)}
			</Panel>
			<Progress search={search} filtered={filtered} onGoOn={goOn} />
			<Pager place={place} search={search} />
		</>
	);
}

function stateOf({ state, found, trouble }: Search): 'loading' | 'empty' | 'ready' {
	if (trouble) return 'ready';
	if (!found) return 'loading';
	return found.records.length === 0 && found.next === undefined && state === 'done' ? 'empty' : 'ready';
}
