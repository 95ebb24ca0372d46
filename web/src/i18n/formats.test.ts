import { describe, expect, it, vi } from 'vitest';

vi.mock('../settings/language.ts', () => ({ LOCALE: { es: 'es-GT', en: 'en' }, useLanguage: () => ['es'] }));
const { formatsOf } = await import('./formats.ts');
const es = formatsOf('es-GT');
const en = formatsOf('en');

describe('figures', () => {
	it('have separators, and a dash where nothing is known', () => {
		expect(es.count(4211)).toBe('4,211');
		expect(es.count(undefined)).toBe('–');
		expect(es.decimal(1234.56, 1)).toBe('1,234.6');
		expect(formatsOf('de').count(4211)).toBe('4.211');
	});

	it('are shares in per cent and rates a second', () => {
		expect(es.percent(0.3816)).toBe('38.2 %');
		expect(en.percent(1, 0)).toBe('100 %');
		expect(es.rate(9.84)).toBe('9.8/s');
		expect(es.rate(1240)).toBe('1,240/s');
	});

	it('are durations in the unit that people read', () => {
		expect([0.42, 9.94, 128.4, 1234, 12_345].map((ms) => es.duration(ms))).toEqual([
			'0.4 ms',
			'9.9 ms',
			'128 ms',
			'1.2 s',
			'12 s',
		]);
	});

	it('are ages, in tenths only while they are young', () => {
		expect([260, 12_300, 300_000, 7_200_000].map((ms) => en.ago(ms))).toEqual([
			'0.3 sec. ago',
			'12 sec. ago',
			'5 min. ago',
			'2 hr. ago',
		]);
		expect(es.ago(260)).toBe('hace 0.3 s');
		expect(es.ago(-5)).toBe('hace 0.1 s');
	});
});
