import { useFormats } from '../../../i18n/formats.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import type { AdminError } from '../session/admin-error.ts';
import styles from './form.module.css';

/** Says why something was not done, and what helps; what only the server can say is in English. */
export function Trouble({ trouble }: { readonly trouble: AdminError | undefined }) {
	const words = useTroubleWords();
	if (trouble === undefined) return null;
	const { text, detail, errors } = words(trouble);
	return (
		<div className={styles.trouble} role="alert">
			{text} {detail !== undefined && <span lang="en">{detail}.</span>}
			{errors.length > 0 && (
				<ul lang="en">
					{errors.map(({ path, message }) => (
						<li key={path + message}>
							{path === '' ? '' : `${path}: `}
							{message}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

interface Words {
	readonly text: string;
	readonly detail?: string;
	readonly errors: AdminError['errors'];
}

/** A refusal in the viewer's language. */
function useTroubleWords(): (trouble: AdminError) => Words {
	const { trouble: texts } = useTexts(operateTexts);
	const { duration } = useFormats();
	return ({ code, detail, errors, retryAfterMs }) => {
		switch (code) {
			case 'unauthorized':
				if (/revoked/.test(detail)) return { text: texts.revoked, errors: [] };
				return { text: /expired/.test(detail) ? texts.expired : texts.unauthorized, errors: [] };
			case 'too_many':
				return { text: texts.too_many(duration(Math.max(1_000, retryAfterMs))), errors: [] };
			case 'invalid_input':
				return { text: texts.invalid_input, errors, ...(errors.length === 0 && { detail }) };
			case 'conflict':
			case 'unavailable':
				return { text: texts[code], detail, errors };
			case 'forbidden':
			case 'away':
			case 'deadline_exceeded':
			case 'stale_version':
			case 'not_found':
				return { text: texts[code], errors: [] };
			default:
				return { text: texts.other, detail, errors };
		}
	};
}
