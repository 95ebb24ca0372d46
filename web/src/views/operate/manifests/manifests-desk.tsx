import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { sourceTexts } from '../../../i18n/operate-source.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Panel } from '../../../parts/panel.tsx';
import { CodeRoom } from '../code/code-room.tsx';
import { loadManifestReader } from '../code/load-code.ts';
import { useCode } from '../code/use-code.ts';
import { Button } from '../form/button.tsx';
import { Fold } from '../form/fold.tsx';
import form from '../form/form.module.css';
import { SourceField } from '../source/source-field.tsx';
import { Conversion } from './conversion.tsx';
import { EXAMPLE } from './example.ts';
import { Findings } from './findings.tsx';
import styles from './manifests.module.css';

/** Manifests of splits: what is wrong with them, and the same in another dialect. It changes nothing anywhere. */
export function ManifestsDesk() {
	const { manifests: texts } = useTexts(sourceTexts);
	return (
		<Panel title={texts.title} caption={texts.caption} live={false}>
			<Fold label={texts.open}>
				<Workbench />
			</Fold>
		</Panel>
	);
}

function Workbench() {
	const { manifests: texts } = useTexts(sourceTexts);
	const reader = useCode(loadManifestReader);
	const [text, setText] = useState('');
	const field = useRef<HTMLTextAreaElement>(null);
	const calm = useDeferredValue(text);
	const reading = useMemo(
		() => (reader.phase === 'ready' ? reader.code.readManifests(calm) : undefined),
		[reader, calm],
	);
	return (
		<div className={styles.bench}>
			<SourceField
				several
				label={texts.text}
				hint={texts.hint}
				text={text}
				rows={16}
				input={field}
				onChange={setText}
			>
				<Button onPress={() => setText(EXAMPLE)}>{texts.example}</Button>
			</SourceField>
			<div className={styles.found}>
				<CodeRoom code={reader} />
				{reading && calm.trim() === '' && <p className={form.hint}>{texts.empty}</p>}
				{reading && calm.trim() !== '' && <Findings reading={reading} field={field} />}
				{reader.phase === 'ready' && reading !== undefined && reading.parsed.splits.length > 0 && (
					<Conversion reader={reader.code} reading={reading} />
				)}
			</div>
		</div>
	);
}
