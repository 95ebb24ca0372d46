import type { Finding } from '@canario/traffic-split/lint/lint';
import type { RefObject } from 'react';
import { useFormats } from '../../../i18n/formats.ts';
import { sourceTexts } from '../../../i18n/operate-source.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { PlaceButton } from '../source/place-button.tsx';
import type { ManifestReading } from './manifest-reader.ts';
import styles from './manifests.module.css';

/** The most that are shown at once: thousands would hold up the page, and nobody reads them. */
const MOST = 100;

interface Props {
	readonly reading: ManifestReading;
	readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What will not do what it says, with why, the way out, and who says so. */
export function Findings({ reading: { parsed, findings }, field }: Props) {
	const { manifests: texts } = useTexts(sourceTexts);
	const { count } = useFormats();
	const splits = count(parsed.splits.length);
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	const none = parsed.splits.length === 0 && findings.length === 0;
	const sum =
		findings.length === 0
			? texts.good(splits)
			: texts.found(splits, count(errors), count(findings.length - errors));
	return (
		<>
			<p role="status">{none ? texts.none : sum}</p>
			{findings.length > 0 && (
				<ul className={styles.findings} aria-label={texts.findings}>
					{findings.slice(0, MOST).map((finding) => (
						<li key={`${finding.line} ${finding.rule} ${finding.message}`}>
							<FindingLines finding={finding} field={field} />
						</li>
					))}
				</ul>
			)}
			{findings.length > MOST && <p>{texts.more(count(MOST))}</p>}
		</>
	);
}

function FindingLines({ finding, field }: { readonly finding: Finding; readonly field: Props['field'] }) {
	const { manifests: texts } = useTexts(sourceTexts);
	const { severity, line, message, rule, why, wayOut, source } = finding;
	return (
		<>
			<p className={styles.finding} data-severity={severity}>
				<b>{texts[severity]}</b> <PlaceButton place={{ line }} field={field} />{' '}
				<span lang="en">
					{message} <code>{rule}</code>
				</span>
			</p>
			<dl className={styles.reasons}>
				<dt>{texts.why}</dt>
				<dd lang="en">{why}</dd>
				<dt>{texts.wayOut}</dt>
				<dd lang="en">{wayOut}</dd>
				<dt>{texts.source}</dt>
				<dd lang="en">{source}</dd>
			</dl>
		</>
	);
}
