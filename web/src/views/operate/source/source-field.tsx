import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { sourceTexts } from '../../../i18n/operate-source.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import { Field } from '../form/field.tsx';
import form from '../form/form.module.css';
import { joinFiles } from './join-files.ts';
import styles from './source.module.css';

interface Props {
	readonly label: string;
	readonly hint: ReactNode;
	readonly text: string;
	readonly rows: number;
	/** Whether several files make one text. */
	readonly several?: boolean;
	readonly input: RefObject<HTMLTextAreaElement | null>;
	readonly onChange: (text: string) => void;
	/** Other ways to a text, beside the files. */
	readonly children?: ReactNode;
}

/** A text that is typed, pasted or taken from files. */
export function SourceField({ label, hint, text, rows, several = false, input, onChange, children }: Props) {
	const texts = useTexts(sourceTexts);
	const picker = useRef<HTMLInputElement>(null);
	const [wrong, setWrong] = useState<string>();
	const take = async (files: FileList | null) => {
		const read = await joinFiles([...(files ?? [])]).catch(() => null);
		setWrong(read === null ? texts.unreadable : read === undefined ? texts.tooLong : undefined);
		if (read) onChange(read);
	};
	return (
		<div className={styles.source}>
			<Field label={label} hint={hint} wrong={wrong}>
				{(bound) => (
					<textarea
						{...bound}
						ref={input}
						rows={rows}
						wrap="off"
						autoCapitalize="none"
						autoComplete="off"
						spellCheck={false}
						value={text}
						onChange={({ target }) => {
							setWrong(undefined);
							onChange(target.value);
						}}
					/>
				)}
			</Field>
			<div className={form.acts}>
				<Button onPress={() => picker.current?.click()}>{several ? texts.files : texts.file}</Button>
				{children}
			</div>
			<input
				ref={picker}
				hidden
				type="file"
				accept=".yaml,.yml,.json,application/json,application/yaml,text/yaml"
				multiple={several}
				onChange={({ target }) => {
					void take(target.files).finally(() => {
						// the same file may be chosen again once it is corrected
						target.value = '';
					});
				}}
			/>
		</div>
	);
}
