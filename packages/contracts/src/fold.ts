/**
 * Folds a spelling for look-up: without accents, case, punctuation and extra white space, so that
 * "  El QUICHÉ " and "el quiche" meet.
 */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
