import { useConfig } from '../../config.ts';
import { howTexts } from '../../i18n/how.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Panel } from '../../parts/panel.tsx';
import styles from './how-view.module.css';

const PAGES = {
	readme: 'README.md',
	architecture: 'docs/architecture.md',
	entry: 'dummy-splitter/README.md',
	feed: 'docs/feed.md',
} as const;

/** Ways into the repository's docs: links, or their paths where the page does not know the repository. */
export function Docs() {
	const { docs } = useTexts(howTexts);
	const { repositoryUrl } = useConfig();
	return (
		<Panel title={docs.title} live={false}>
			<ul className={styles.docs}>
				{(['readme', 'architecture', 'entry', 'feed'] as const).map((page) => (
					<li key={page}>
						{repositoryUrl === undefined ? (
							`${docs[page]}: ${docs.inRepository(PAGES[page])}`
						) : (
							<a href={`${repositoryUrl.replace(/\/$/, '')}/blob/main/${PAGES[page]}`}>{docs[page]}</a>
						)}
					</li>
				))}
			</ul>
		</Panel>
	);
}
