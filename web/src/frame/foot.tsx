import { useConfig } from '../config.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './foot.module.css';

/** One quiet line: version, what is made up, whose figures, where the source is. */
export function Foot() {
	const { version, repositoryUrl } = useConfig();
	const { foot } = useTexts(frameTexts);
	return (
		<footer className={styles.foot}>
			<ul className={styles.line}>
				<li>{foot.version(version)}</li>
				<li>{foot.madeUp}</li>
				<li>{foot.source}</li>
				{repositoryUrl !== undefined && (
					<li>
						<a href={repositoryUrl}>{foot.repository}</a>
					</li>
				)}
			</ul>
		</footer>
	);
}
