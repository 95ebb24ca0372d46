import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { THEMES, type Theme, useTheme } from '../settings/theme.ts';
import styles from './switch.module.css';

const SUN =
	'M12 2.5v2.5M12 19v2.5M2.5 12h2.5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7';

/** The system's theme, light, dark, and round again. */
export function ThemeSwitch() {
	const [theme, setTheme] = useTheme();
	const label = useTexts(frameTexts).theme[theme];
	const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
	return (
		<button
			type="button"
			className={styles.switch}
			aria-label={label}
			title={label}
			onClick={() => setTheme(next)}
		>
			<svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
				<Icon theme={theme} />
			</svg>
		</button>
	);
}

function Icon({ theme }: { readonly theme: Theme }) {
	switch (theme) {
		case 'light':
			return (
				<>
					<circle cx="12" cy="12" r="4" />
					<path d={SUN} />
				</>
			);
		case 'dark':
			return <path d="M19.5 14.5A8 8 0 1 1 9.5 4.5a6.5 6.5 0 0 0 10 10Z" />;
		case 'system':
			return (
				<>
					<circle cx="12" cy="12" r="7.5" />
					<path className={styles.full} d="M12 4.5a7.5 7.5 0 0 1 0 15Z" />
				</>
			);
		default:
			return theme satisfies never;
	}
}
