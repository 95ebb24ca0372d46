import { expect, it, vi } from 'vitest';

vi.mock('../settings/language.ts', () => ({ LOCALE: { es: 'es-GT', en: 'en' }, useLanguage: () => ['es'] }));
const { formatsOf } = await import('../i18n/formats.ts');
const { aboutCount, aboutTime } = await import('./about.ts');

it.each([
	[1_184, 1_200],
	[81, 81],
	[7, 7],
	[0, 0],
	[99_001, 100_000],
])('writes %i as about %i', (count, about) => {
	expect(aboutCount(count)).toBe(about);
});

it.each([
	[300, '1 s'],
	[42_500, '43 s'],
	[120_000, '2 min'],
	[5_400_000, '2 h'],
])('writes %i ms as about %s', (ms, about) => {
	expect(aboutTime(ms, formatsOf('en'))).toBe(about);
});
