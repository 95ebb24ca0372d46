import type { Connection } from '../feed/connection.ts';
import { useConnection, useConnectionPhase } from '../feed/use-feed.ts';
import { type Formats, useFormats } from '../i18n/formats.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import styles from './connection-words.module.css';

/** How the connection stands: in words, with its age; a change of its kind is read aloud, its age is not. */
export function ConnectionWords() {
	const connection = useConnection();
	const texts = useTexts(frameTexts);
	const formats = useFormats();
	return (
		<div className={styles.connection} data-phase={connection.phase}>
			<span className={styles.dot} />
			<span className={styles.long} aria-hidden="true">
				{wordsOf(connection, texts.connection, formats)}
			</span>
			<span className={styles.short} aria-hidden="true">
				{texts.connectionShort[connection.phase]}
			</span>
			<Announced />
		</div>
	);
}

function Announced() {
	const phase = useConnectionPhase();
	const { connectionShort } = useTexts(frameTexts);
	return (
		<VisuallyHidden>
			<span role="status">{connectionShort[phase]}</span>
		</VisuallyHidden>
	);
}

interface Words {
	readonly connecting: string;
	readonly waiting: (time: string) => string;
	readonly liveAge: (ago: string) => string;
	readonly stale: (ago: string) => string;
	readonly reconnecting: (time: string) => string;
	readonly offline: (time: string) => string;
}

function wordsOf(connection: Connection, words: Words, { ago, duration, time }: Formats): string {
	switch (connection.phase) {
		case 'connecting':
			return words.connecting;
		case 'waiting':
			return words.waiting(duration(Math.floor(connection.waitedMs / 1_000) * 1_000));
		case 'live':
			return words.liveAge(ago(connection.ageMs));
		case 'stale':
			return words.stale(ago(connection.ageMs));
		case 'reconnecting':
		case 'offline':
			return words[connection.phase](time(connection.sinceMs));
		default:
			return connection satisfies never;
	}
}
