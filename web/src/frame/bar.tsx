import { Link, useLocation } from 'wouter';
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
	const [path] = useLocation();
	return (
		<nav className={styles.tabs} aria-label={viewsLabel}>
			{VIEWS.map((view) => (
				<Link
					key={view.path}
					href={view.path}
					className={styles.tab ?? ''}
					aria-current={view.path === path ? 'page' : undefined}
					aria-label={views[view.name]}
				>
					<span className={styles.long}>{views[view.name]}</span>
					<span className={styles.short}>{view.name === 'how' ? views.howShort : views[view.name]}</span>
				</Link>
			))}
		</nav>
	);
}
