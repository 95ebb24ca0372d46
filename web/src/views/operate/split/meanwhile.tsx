import { splitTexts } from '../../../i18n/operate-split.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import { ChangesSince } from './changes-since.tsx';
import styles from './split-control.module.css';
import type { Draft } from './use-draft.ts';

interface Props {
	readonly draft: Draft;
	readonly onKeep: () => void;
	readonly onDrop: () => void;
}

/** What others changed since the draft was begun, beside what it asks for; nothing of it is lost either way. */
export function Meanwhile({ draft: { green, base }, onKeep, onDrop }: Props) {
	const { meanwhile: texts } = useTexts(splitTexts);
	return (
		<div className={styles.meanwhile} role="alert">
			<h3>{texts.title}</h3>
			<p>{texts.text(String(base.version))}</p>
			<ChangesSince version={base.version} />
			<p>{texts.yours(`${100 - green} %`, `${green} %`)}</p>
			<div className={form.acts}>
				<Button onPress={onKeep}>{texts.keep}</Button>
				<Button onPress={onDrop}>{texts.drop}</Button>
			</div>
		</div>
	);
}
