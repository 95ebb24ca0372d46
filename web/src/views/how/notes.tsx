import { howTexts } from '../../i18n/how.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import styles from './how-view.module.css';

const NOTES = ['entry', 'blue', 'green', 'stores', 'feed'] as const;

/** Five notes; their numbers stand in the picture. */
export function Notes() {
	const { notes } = useTexts(howTexts);
	return (
		<Panel title={notes.title} live={false}>
			<ol className={styles.notes}>
				{NOTES.map((note) => (
					<li key={note}>
						<h3>{notes[note].name}</h3>
						<p>{notes[note].text}</p>
					</li>
				))}
			</ol>
		</Panel>
	);
}
