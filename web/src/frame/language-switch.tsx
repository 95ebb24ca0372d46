import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { useLanguage } from '../settings/language.ts';
import styles from './switch.module.css';

/** Shows the other language; says so in that language. */
export function LanguageSwitch() {
	const [language, setLanguage] = useLanguage();
	const texts = useTexts(frameTexts).language;
	const other = language === 'es' ? 'en' : 'es';
	return (
		<button
			type="button"
			className={styles.switch}
			lang={other}
			aria-label={`${texts.other}: ${texts.switch}`}
			onClick={() => setLanguage(other)}
		>
			{texts.other}
		</button>
	);
}
