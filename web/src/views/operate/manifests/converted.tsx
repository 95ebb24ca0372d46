import type { Dialect } from '@canario/traffic-split/split';
import { useRef, useState } from 'react';
import { sourceTexts } from '../../../i18n/operate-source.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import { Field } from '../form/field.tsx';
import form from '../form/form.module.css';
import type { Converted as Conversion } from './manifest-reader.ts';
import styles from './manifests.module.css';

type Props = Extract<Conversion, { text: string }> & { readonly to: Dialect };

/** What a conversion gave, to be copied, and what it lost. */
export function Converted({ to, text, lost }: Props) {
	const { manifests: texts } = useTexts(sourceTexts);
	const output = useRef<HTMLTextAreaElement>(null);
	const [said, setSaid] = useState<string>();
	const copy = async () => {
		output.current?.select();
		try {
			// without a secure context there is no clipboard: it is taken by hand
			await navigator.clipboard.writeText(text);
			setSaid(texts.copied);
		} catch {
			setSaid(texts.copyFailed);
		}
	};
	return (
		<>
			<Field label={texts.result(to)}>
				{(bound) => <textarea {...bound} ref={output} readOnly rows={12} wrap="off" value={text} />}
			</Field>
			<div className={form.acts}>
				<Button onPress={() => void copy()}>{texts.copy}</Button>
				<span className={styles.copied} role="status">
					{said}
				</span>
			</div>
			{lost.length === 0 ? (
				<p className={form.hint}>{texts.lossless}</p>
			) : (
				<div className={styles.lost}>
					<h3>{texts.lost}</h3>
					<ul lang="en">
						{lost.map(({ split, what, effect, line }) => (
							<li key={`${split} ${what} ${line}`}>
								{split}: {what}: {effect}
							</li>
						))}
					</ul>
				</div>
			)}
		</>
	);
}
