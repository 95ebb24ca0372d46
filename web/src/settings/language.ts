import { useSyncExternalStore } from 'react';
import { createSetting } from './setting.ts';

export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Locales whose separators and month names the page uses. */
export const LOCALE = { es: 'es-GT', en: 'en' } as const satisfies Record<Language, string>;

/** The first of the browser's languages that the page speaks; Spanish when it speaks none of them. */
export function preferredLanguage(tags: readonly string[]): Language {
	const known = tags.map((tag) => LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]));
	return known.find((language) => language !== undefined) ?? 'es';
}

const language = createSetting<Language>({
	key: 'canario.language',
	values: LANGUAGES,
	initial: () => preferredLanguage(navigator.languages),
	apply(value) {
		document.documentElement.lang = LOCALE[value];
	},
});

/** The language of the page, and how to choose another. No address depends on it. */
export function useLanguage(): readonly [Language, (language: Language) => void] {
	return [useSyncExternalStore(language.subscribe, language.get), language.set];
}
