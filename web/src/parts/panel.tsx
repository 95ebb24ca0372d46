import { type ReactNode, useId } from 'react';
import { useConnection, useConnectionPhase } from '../feed/use-feed.ts';
import { useFormats } from '../i18n/formats.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { Failed } from './failed.tsx';
import styles from './panel.module.css';
import { PanelBoundary } from './panel-boundary.tsx';

interface Props {
	readonly title: ReactNode;
	/** One sentence: what is seen, and what it says. */
	readonly caption?: ReactNode;
	/** Whether there is something to show; `ready` unless told. */
	readonly state?: 'ready' | 'loading' | 'empty' | 'error';
	/** Said when there is nothing to show. */
	readonly empty?: ReactNode;
	/** Room that is kept while loading, rem, so that nothing jumps. */
	readonly heightRem?: number;
	/** Whether what is shown comes by the feed, and stands still when that does. True unless told. */
	readonly live?: boolean;
	/** Asks again after an error. */
	readonly onRetry?: () => void;
	/** At the right of the title: a switch, a legend. */
	readonly aside?: ReactNode;
	readonly children?: ReactNode;
}

/** A part of a view with a title: loading, empty, failed, held or as it should be, each on its own. */
export function Panel({ title, caption, live = true, aside, children, ...rest }: Props) {
	const id = useId();
	const { state = 'ready' } = rest;
	return (
		<section className={styles.panel} aria-labelledby={id} aria-busy={state === 'loading'}>
			<div className={styles.head}>
				<h2 id={id}>{title}</h2>
				{aside !== undefined && <div className={styles.aside}>{aside}</div>}
			</div>
			{caption !== undefined && <p className={styles.caption}>{caption}</p>}
			{live && state === 'ready' && <Held />}
			<PanelBoundary fallback={(retry) => <Failed onRetry={retry} />}>
				<Body live={live} {...rest}>
					{children}
				</Body>
			</PanelBoundary>
		</section>
	);
}

type BodyProps = Omit<Props, 'title' | 'caption' | 'aside' | 'live'> & { readonly live: boolean };

function Body({ state = 'ready', empty, heightRem = 12, live, onRetry, children }: BodyProps) {
	const { panel } = useTexts(frameTexts);
	const room = { minHeight: `${heightRem}rem` };
	switch (state) {
		case 'ready':
			return children;
		case 'loading':
			return (
				<div className={styles.loading} style={room}>
					<LoadingWords live={live} />
				</div>
			);
		case 'empty':
			return (
				<div className={styles.quiet} style={room}>
					{empty ?? panel.empty}
				</div>
			);
		case 'error':
			return <Failed onRetry={onRetry} />;
		default:
			return state satisfies never;
	}
}

/** What is on its way, or is not as long as the feed itself has none. */
function LoadingWords({ live }: { readonly live: boolean }) {
	const { panel } = useTexts(frameTexts);
	const hasNone = useConnectionPhase() === 'waiting';
	return <span>{live && hasNone ? panel.noFigures : panel.loading}</span>;
}

/** Says since when what is shown stands still. */
function Held() {
	const phase = useConnectionPhase();
	return phase === 'live' || phase === 'connecting' ? null : <HeldSince />;
}

function HeldSince() {
	const connection = useConnection();
	const { panel } = useTexts(frameTexts);
	const { ago } = useFormats();
	if (connection.phase === 'connecting') return null;
	const ageMs = connection.phase === 'waiting' ? undefined : connection.ageMs;
	return <p className={styles.held}>{ageMs === undefined ? panel.noFigures : panel.held(ago(ageMs))}</p>;
}
