import { expect, test, vi } from 'vitest';

vi.mock('../../settings/language.ts', () => ({
	LOCALE: { es: 'es-GT', en: 'en' },
	useLanguage: () => ['es'],
}));
const { formatsOf } = await import('../../i18n/formats.ts');
const { tookOf } = await import('./took.ts');

test.each([
	[100, 102, '2 ms'],
	[100, 1_340, '1.2 s'],
	[100, 99, '0 ms'],
])('accepted at %i and stored at %i took %s', (acceptedAtMs, storedAtMs, told) => {
	expect(tookOf({ acceptedAtMs, storedAtMs }, formatsOf('es-GT'))).toBe(told);
});
