import { Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { viewOf } from '../addresses.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { Failed } from '../parts/failed.tsx';
import { Panel } from '../parts/panel.tsx';
import { PanelBoundary } from '../parts/panel-boundary.tsx';
import { ViewHead } from '../parts/view-head.tsx';
import { VIEWS } from '../views.ts';
import { Bar } from './bar.tsx';
import { Foot } from './foot.tsx';
import styles from './frame.module.css';
import { Missing } from './missing.tsx';
import { PageTitle } from './page-title.tsx';

/** What is around every view. */
export function Frame() {
	const texts = useTexts(frameTexts);
	return (
		<div className={styles.frame}>
			<a className={styles.skip} href="#main">
				{texts.skip}
			</a>
			<PageTitle />
			<Bar />
			<main id="main" tabIndex={-1} className={styles.main}>
				<ToTop />
				<CurrentView />
			</main>
			<Foot />
		</div>
	);
}

/** The view of the address. One that fails as a whole, or whose code does not come, leaves the frame as it is. */
function CurrentView() {
	const name = viewOf(useLocation()[0]);
	const view = VIEWS.find((known) => known.name === name);
	return (
		<PanelBoundary key={name} fallback={() => <Failed onRetry={() => location.reload()} />}>
			<Suspense fallback={<Loading />}>{view === undefined ? <Missing /> : <view.Component />}</Suspense>
		</PanelBoundary>
	);
}

/** Another view begins at its top. */
function ToTop() {
	const [path] = useLocation();
	useEffect(() => {
		scrollTo(0, 0);
	}, [path]);
	return null;
}

/** The room of a view whose code is on its way. */
function Loading() {
	const view = viewOf(useLocation()[0]);
	const texts = useTexts(frameTexts);
	return (
		<>
			<ViewHead title={view === undefined ? texts.panel.loading : texts.views[view]} />
			<Panel title={texts.panel.loading} state="loading" heightRem={20} />
		</>
	);
}
