import { Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { Panel } from '../parts/panel.tsx';
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
				<Suspense fallback={<Loading />}>
					<Switch>
						{VIEWS.map(({ path, Component }) => (
							<Route key={path} path={path} component={Component} />
						))}
						<Route component={Missing} />
					</Switch>
				</Suspense>
			</main>
			<Foot />
		</div>
	);
}

/** Another view begins at its top. */
function ToTop() {
	const [path] = useLocation();
	useEffect(() => scrollTo(0, 0), [path]);
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
