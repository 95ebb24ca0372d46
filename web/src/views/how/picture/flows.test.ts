import type { LaneFigures, StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { expect, test, vi } from 'vitest';

vi.mock('../../../settings/language.ts', () => ({
	LOCALE: { es: 'es-GT', en: 'en' },
	useLanguage: () => ['en'],
}));
const { formatsOf } = await import('../../../i18n/formats.ts');
const { en } = await import('../../../i18n/en/how.ts');
const { captionOf, flowsOf } = await import('./flows.ts');

const lane = (ratePerSecond: number, inFlight: number, stored: number) =>
	({ ratePerSecond, inFlight, stored }) as LaneFigures;

const flowing = (blue: number, green: number) => ({
	lanes: { blue: lane(blue, 3, 1200), green: lane(green, 40, 400) },
	doses: { all: 1590 } as StatsSnapshot['doses'],
	visitors: { doses: { all: 10 } } as StatsSnapshot['visitors'],
});

test('every arrow tells what passes over it now', () => {
	expect(flowsOf(flowing(75, 25), 300, en.figures, formatsOf('en'))).toEqual({
		sent: '100/s',
		toBlue: '75.0/s · 75 %',
		toGreen: '25.0/s · 25 %',
		called: '3 waiting',
		streamed: '40 in the stream',
		blueStored: '1,200 stored',
		greenStored: '400 stored',
		counted: '1,600 doses',
		read: 'every 250 ms',
		watched: 'data from 0.3 sec. ago',
	});
});

test('without traffic there are no shares, and without a connection no age', () => {
	const flows = flowsOf(flowing(0, 0), undefined, en.figures, formatsOf('en'));
	expect([flows.toBlue, flows.watched]).toEqual(['0.0/s', 'every 250 ms']);
});

test('says that nothing comes in only where that is known', () => {
	const said = (flow: Parameters<typeof captionOf>[0]) => captionOf(flow, en.picture, formatsOf('en'));
	expect(said(flowing(75, 25))).toMatch(/^Now 100\/s come in: 75 %/);
	expect(said(flowing(0, 0))).toBe(en.picture.still);
	expect(said(undefined)).toBe(en.picture.unknown);
});
