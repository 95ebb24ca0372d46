import { Link, useLocation } from 'wouter';
import { ADDRESSES, viewOf } from '../addresses.ts';
import { useConfig } from '../config.ts';
import { useStats } from '../feed/use-feed.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { VIEWS } from '../views.ts';
import styles from './bar.module.css';
import { CanaryMark } from './canary-mark.tsx';
import { ConnectionWords } from './connection-words.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** Mark and name, the tabs, the connection in words, the switches. On a phone the tabs are at the thumb. */
export function Bar() {
	return (
		<header className={styles.bar}>
			<div className={styles.inner}>
				<Link href="/" className={styles.home}>
					<Mark />
					<span className={styles.name}>Canario</span>
				</Link>
				<Tabs />
				<div className={styles.right}>
					<ConnectionWords />
					<LanguageSwitch />
					<ThemeSwitch />
				</div>
			</div>
		</header>
	);
}

function Mark() {
	const leaning = useStats(({ lanes: { blue, green } }) => (blue.asked > green.asked ? 'blue' : 'green'));
	return <CanaryMark {...(leaning && { leaning })} />;
}

function Tabs() {
	const { views, viewsLabel } = useTexts(frameTexts);
	const shown = viewOf(useLocation()[0]);
	const { operate } = useConfig();
	const offered = VIEWS.filter(({ name }) => name !== 'operate' || operate !== undefined);
	return (
		<nav className={styles.tabs} aria-label={viewsLabel}>
			{offered.map(({ name }) => (
				<Link
					key={name}
					href={ADDRESSES[name]}
					className={styles.tab ?? ''}
					aria-current={name === shown ? 'page' : undefined}
					aria-label={views[name]}
				>
					<span className={styles.long}>{views[name]}</span>
					<span className={styles.short}>{name === 'how' ? views.howShort : views[name]}</span>
				</Link>
			))}
		</nav>
	);
}
