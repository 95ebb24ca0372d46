import { howTexts } from '../../i18n/how.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ViewHead } from '../../parts/view-head.tsx';
import { Docs } from './docs.tsx';
import styles from './how-view.module.css';
import { LanesCompared } from './lanes-compared.tsx';
import { Notes } from './notes.tsx';
import { PictureFigure } from './picture/picture-figure.tsx';
import { Words } from './words.tsx';

/** How the parts of the platform hang together, with what passes between them now. */
export function HowView() {
	const texts = useTexts(howTexts);
	return (
		<>
			<ViewHead title={texts.title}>{texts.caption}</ViewHead>
			<PictureFigure />
			<Notes />
			<div className={styles.pair}>
				<div>
					<LanesCompared />
					<Docs />
				</div>
				<Words />
			</div>
		</>
	);
}
