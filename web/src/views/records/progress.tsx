import { useFormats } from '../../i18n/formats.ts';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import styles from './records-view.module.css';
import type { Search } from './use-records.ts';

interface Props {
	readonly search: Search;
	readonly filtered: boolean;
	readonly onGoOn: () => void;
}

/** Says how far the search is: read aloud when it changes. */
export function Progress({ search, filtered, onGoOn }: Props) {
	const { search: texts } = useTexts(recordsTexts);
	const { count, moment } = useFormats();
	const { state, found, current } = search;
	const rows = count(found?.records.length ?? 0);
	const searchedTo = found?.searchedToMs === undefined ? undefined : moment(found.searchedToMs);
	const text = {
		searching: current && searchedTo !== undefined ? texts.searching(rows, searchedTo) : texts.loading,
		paused: searchedTo === undefined ? '' : texts.paused(rows, searchedTo),
		end: filtered ? texts.end : texts.endAll,
		quiet: '',
	};
	const stage = stageOf(search);
	return (
		<div className={styles.progress}>
			<p role="status">{text[stage]}</p>
			{stage === 'paused' && state === 'done' && (
				<button type="button" className={styles.button} onClick={onGoOn}>
					{texts.goOn}
				</button>
			)}
		</div>
	);
}

function stageOf({ state, found }: Search): 'searching' | 'paused' | 'end' | 'quiet' {
	if (state === 'searching') return 'searching';
	if (state === 'failed' || !found) return 'quiet';
	if (found.next === undefined) return found.records.length === 0 ? 'quiet' : 'end';
	return found.searchedToMs === undefined ? 'quiet' : 'paused';
}
