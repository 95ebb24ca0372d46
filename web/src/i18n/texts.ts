import { type Language, useLanguage } from '../settings/language.ts';

/** Texts of one feature: what is said, sentences with figures in them as functions, grouped as it reads best. */
export type Dictionary = { readonly [key: string]: Text | Dictionary };
// biome-ignore lint/suspicious/noExplicitAny: the parameters differ from text to text and are checked where it is used
type Text = string | readonly string[] | ((...figures: any[]) => string);

/** What another language must say: the same keys, sentences with the same figures. */
export type Translated<T> = {
	readonly [Key in keyof T]: T[Key] extends string
		? string
		: T[Key] extends readonly string[]
			? readonly string[]
			: T[Key] extends (...figures: infer Figures) => string
				? (...figures: Figures) => string
				: Translated<T[Key]>;
};

/** Both languages of a feature. It travels with the feature, so that a view brings its own texts. */
export type Texts<T> = Readonly<Record<Language, Translated<T>>>;

/** Pairs a feature's Spanish with its English. */
export function textsOf<const T extends Dictionary>(es: T & Translated<T>, en: Translated<T>): Texts<T> {
	return { es, en };
}

/** The texts of a feature in the viewer's language. */
export function useTexts<T>(texts: Texts<T>): Translated<T> {
	return texts[useLanguage()[0]];
}
