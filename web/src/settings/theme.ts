import { useSyncExternalStore } from 'react';
import { createSetting } from './setting.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const theme = createSetting<Theme>({
	key: 'canario.theme',
	values: THEMES,
	initial: () => 'system',
	apply(value) {
		if (value === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = value;
	},
});

/** The theme that was chosen, and how to choose another. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
	return [useSyncExternalStore(theme.subscribe, theme.get), theme.set];
}

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** What is seen: `light` or `dark`. What draws on a canvas draws anew when it changes. */
export function useShownTheme(): 'light' | 'dark' {
	return useSyncExternalStore(
		(onChange) => {
			const stop = theme.subscribe(onChange);
			systemIsDark.addEventListener('change', onChange);
			return () => {
				stop();
				systemIsDark.removeEventListener('change', onChange);
			};
		},
		() => {
			const chosen = theme.get();
			if (chosen !== 'system') return chosen;
			return systemIsDark.matches ? 'dark' : 'light';
		},
	);
}
