import { howTexts } from '../../i18n/how.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import styles from './how-view.module.css';

const WORDS = [
	'lane',
	'weight',
	'observed',
	'drift',
	'ack',
	'durable',
	'inFlight',
	'aside',
	'ledger',
	'percentiles',
] as const;

/** The words of the page, each with its one meaning. */
export function Words() {
	const { words } = useTexts(howTexts);
	return (
		<Panel title={words.title} live={false}>
			<dl className={styles.words}>
				{WORDS.map((word) => (
					<div key={word}>
						<dt>{words[word].name}</dt>
						<dd>{words[word].text}</dd>
					</div>
				))}
			</dl>
		</Panel>
	);
}
