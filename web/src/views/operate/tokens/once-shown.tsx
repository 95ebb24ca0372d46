import { useState } from 'react';
import { faultTexts } from '../../../i18n/operate-faults.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import form from '../form/form.module.css';
import styles from './tokens.module.css';

interface Props {
	readonly name: string;
	readonly token: string;
	readonly onHide: () => void;
}

/** A token that was just given. */
export function OnceShown({ name, token, onHide }: Props) {
	const { tokens: texts } = useTexts(faultTexts);
	const [copied, setCopied] = useState(false);
	// without a secure context there is no clipboard: it is taken by hand
	const canCopy = window.isSecureContext;
	return (
		<div className={styles.once} role="status">
			<p>{texts.once(name)}</p>
			<code>{token}</code>
			<div className={form.acts}>
				{canCopy && (
					<Button onPress={() => void navigator.clipboard.writeText(token).then(() => setCopied(true))}>
						{copied ? texts.copied : texts.copy}
					</Button>
				)}
				<Button onPress={onHide}>{texts.hide}</Button>
			</div>
		</div>
	);
}
