import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Failed } from '../../../parts/failed.tsx';
import form from '../form/form.module.css';
import type { Code } from './use-code.ts';

/** What stands where code is awaited, or did not come. */
export function CodeRoom({ code }: { readonly code: Code<unknown> }) {
	const { form: words } = useTexts(operateTexts);
	if (code.phase === 'ready') return null;
	if (code.phase === 'failed') return <Failed onRetry={code.retry} />;
	return (
		<p className={form.hint} role="status">
			{words.loading}
		</p>
	);
}
