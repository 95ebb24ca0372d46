import { operateTexts } from '../../../i18n/operate.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Button } from '../form/button.tsx';
import styles from './login.module.css';
import type { Who } from './session.ts';
import { useSession } from './use-session.ts';

/** Who is in, what that allows, and the way out. */
export function SessionBar({ who }: { readonly who: Who }) {
	const { session: texts } = useTexts(operateTexts);
	const session = useSession();
	return (
		<section className={styles.bar} aria-label={texts.label}>
			<strong>{texts.who(who.name, texts.roles[who.role])}</strong>
			{who.role === 'viewer' && <span>{texts.reads}</span>}
			<Button kind="quiet" onPress={() => session.leave()}>
				{texts.leave}
			</Button>
		</section>
	);
}
