import { Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
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
	const [path] = useLocation();
	return (
		<PanelBoundary key={path} fallback={() => <Failed onRetry={() => location.reload()} />}>
			<Suspense fallback={<Loading />}>
				<Switch>
					{VIEWS.map((view) => (
						<Route key={view.path} path={view.path} component={view.Component} />
					))}
					<Route component={Missing} />
				</Switch>
			</Suspense>
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
	const [path] = useLocation();
	const texts = useTexts(frameTexts);
	const view = VIEWS.find((known) => known.path === path);
	return (
		<>
			<ViewHead title={view === undefined ? texts.panel.loading : texts.views[view.name]} />
			<Panel title={texts.panel.loading} state="loading" heightRem={20} />
		</>
	);
}
