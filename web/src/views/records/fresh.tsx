import { useEffect, useState } from 'react';
import { useStats } from '../../feed/use-feed.ts';
import { useFormats } from '../../i18n/formats.ts';
import { recordsTexts } from '../../i18n/records.ts';
import { useTexts } from '../../i18n/texts.ts';
import styles from './fresh.module.css';
import type { Filters } from './search/filters.ts';
import { type Marks, marksOf, newSince } from './search/new-records.ts';
import type { Search } from './use-records.ts';

interface Props {
	readonly filters: Filters;
	readonly search: Search;
	readonly onShow: () => void;
}

const sameMarks = (a: Marks, b: Marks): boolean => a.every((mark, index) => mark === b[index]);

/** How many rows wait since the page was read: they come when asked for, so that nothing moves under the eyes. */
export function Fresh({ filters, search, onShow }: Props) {
	const { fresh } = useTexts(recordsTexts);
	const { count } = useFormats();
	const marks = useStats((stats) => marksOf(stats, filters), sameMarks);
	const [read, setRead] = useState<Marks>();
	const done = search.state === 'done' && search.current;
	useEffect(() => {
		if (done) setRead((before) => before ?? marks);
	}, [done, marks]);
	if (!done || !read || !marks) return null;
	const { atMost, exact } = newSince(read, marks);
	if (atMost === 0) return <span className={styles.none}>{fresh.none}</span>;
	return (
		<button type="button" className={styles.show} onClick={onShow}>
			{fresh.show} {exact ? fresh.exact(count(atMost)) : fresh.atMost(count(atMost))}
		</button>
	);
}
