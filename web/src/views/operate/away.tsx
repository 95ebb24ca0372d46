import { useFormats } from '../../i18n/formats.ts';
import { operateTexts } from '../../i18n/operate.ts';
import { useTexts } from '../../i18n/texts.ts';
import styles from './form/form.module.css';
import { Trouble } from './form/trouble.tsx';
import type { Answer } from './session/use-answer.ts';
import { useClock } from './use-clock.ts';

/** Says that the admin API does not answer, and how old what is shown is; nothing while it does. */
export function Away({ asking: { trouble, atMs } }: { readonly asking: Answer<unknown> }) {
	const { head } = useTexts(operateTexts);
	const { ago } = useFormats();
	useClock(trouble !== undefined);
	if (trouble === undefined) return null;
	if (atMs === undefined) return <Trouble trouble={trouble} />;
	const seconds = Math.max(1, Math.round((performance.now() - atMs) / 1_000));
	return (
		<p className={styles.trouble} role="status">
			{head.aside(ago(seconds * 1_000))}
		</p>
	);
}
