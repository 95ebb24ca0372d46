import { DIALECTS, type Dialect } from '@canario/traffic-split/split';
import { useMemo, useState } from 'react';
import { sourceTexts } from '../../../i18n/operate-source.ts';
import { useTexts } from '../../../i18n/texts.ts';
import type { ManifestReader } from '../code/load-code.ts';
import { Choice } from '../form/choice.tsx';
import { Field } from '../form/field.tsx';
import form from '../form/form.module.css';
import { Converted } from './converted.tsx';
import type { ManifestReading } from './manifest-reader.ts';
import styles from './manifests.module.css';
import { portOf } from './port.ts';

interface Props {
	readonly reader: ManifestReader;
	readonly reading: ManifestReading;
}

/** The splits in a dialect that somebody chooses, as they are typed. */
export function Conversion({ reader, reading }: Props) {
	const { manifests: texts } = useTexts(sourceTexts);
	const [to, setTo] = useState<Dialect>('gateway/v1');
	const [portText, setPortText] = useState('');
	const port = portOf(portText);
	const converted = useMemo(
		() => (port === 'wrong' ? undefined : reader.convertManifests(reading, to, port)),
		[reader, reading, to, port],
	);
	return (
		<>
			<div className={styles.wish}>
				<Choice
					label={texts.to}
					value={to}
					options={DIALECTS.map((dialect) => [dialect, dialect])}
					onChoose={setTo}
				/>
				<Field
					label={texts.port}
					hint={texts.portHint}
					wrong={port === 'wrong' ? texts.portWrong : undefined}
				>
					{(bound) => (
						<input
							{...bound}
							inputMode="numeric"
							autoComplete="off"
							value={portText}
							onChange={({ target }) => setPortText(target.value)}
						/>
					)}
				</Field>
			</div>
			{converted && 'trouble' in converted && (
				<p className={form.trouble} role="status">
					{texts.failed} <span lang="en">{converted.trouble.replace(/^nothing was converted:/, '')}</span>
				</p>
			)}
			{converted && 'text' in converted && <Converted key={converted.text} to={to} {...converted} />}
		</>
	);
}
