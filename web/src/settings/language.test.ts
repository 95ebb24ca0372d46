// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: [] });
vi.stubGlobal('document', { documentElement: {} });
vi.stubGlobal('addEventListener', () => {});
const { preferredLanguage } = await import('./language.ts');

describe('the language at the first visit', () => {
	it.each([
		[['es-MX', 'en'], 'es'],
		[['en-GB'], 'en'],
		[['fr-FR', 'EN-us', 'es'], 'en'],
		[['quc', 'de'], 'es'],
		[[], 'es'],
	])('%j gives %s', (tags, language) => {
		expect(preferredLanguage(tags)).toBe(language);
	});
});
