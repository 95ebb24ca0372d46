import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import type { Formats } from '../../../i18n/formats.ts';
import type { howTexts } from '../../../i18n/how.ts';
import type { Translated } from '../../../i18n/texts.ts';
import type { Arrow } from './layout.ts';

/** What the arrows are told from. */
export type Flowing = Pick<StatsSnapshot, 'lanes' | 'doses' | 'visitors'>;

type Figures = Translated<typeof howTexts.es.figures>;

/** What passes over each arrow now, in words and figures; `ageMs` is how old the figures are. */
export function flowsOf(
	{ lanes: { blue, green }, doses, visitors }: Flowing,
	ageMs: number | undefined,
	figures: Figures,
	{ count, rate, percent, ago }: Formats,
): Readonly<Record<Arrow, string>> {
	const all = blue.ratePerSecond + green.ratePerSecond;
	const share = (perSecond: number) =>
		all === 0 ? rate(0) : figures.share(rate(perSecond), percent(perSecond / all, 0));
	return {
		sent: rate(all),
		toBlue: share(blue.ratePerSecond),
		toGreen: share(green.ratePerSecond),
		called: figures.waiting(count(blue.inFlight)),
		streamed: figures.inStream(count(green.inFlight)),
		blueStored: figures.stored(count(blue.stored)),
		greenStored: figures.stored(count(green.stored)),
		counted: figures.counted(count(doses.all + visitors.doses.all)),
		read: figures.ticks,
		watched: ageMs === undefined ? figures.ticks : figures.age(ago(ageMs)),
	};
}

type PictureTexts = Translated<typeof howTexts.es.picture>;

/** What the picture says; without figures nothing is said of what comes in. */
export function captionOf(
	flowing: Pick<Flowing, 'lanes'> | undefined,
	texts: PictureTexts,
	{ rate, percent }: Formats,
): string {
	if (flowing === undefined) return texts.unknown;
	const blue = flowing.lanes.blue.ratePerSecond;
	const green = flowing.lanes.green.ratePerSecond;
	const all = blue + green;
	return all > 0 ? texts.caption(rate(all), percent(blue / all, 0), percent(green / all, 0)) : texts.still;
}
