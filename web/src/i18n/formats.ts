import { type Language, LOCALE, useLanguage } from '../settings/language.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Shown for what is not known. */
const UNKNOWN = '–';

/** Figures as the language writes them; `undefined` becomes a dash. */
export interface Formats {
	/** 4,211 */
	count(value: number | undefined): string;
	/** With a fixed number of decimals. */
	decimal(value: number | undefined, digits: number): string;
	/** A share of 0 to 1 as per cent, one decimal unless told: 38.2 %. */
	percent(share: number | undefined, digits?: number): string;
	/** A second, one decimal below 100: 9.8/s. */
	rate(perSecond: number | undefined): string;
	/** Milliseconds as people read a latency: 3.4 ms, 128 ms, 1.2 s. */
	duration(ms: number | undefined): string;
	/** How long ago: "0.3 s ago", "5 min. ago". */
	ago(ms: number): string;
	/** Time of day with seconds, of ms since the epoch. */
	time(atMs: number): string;
	/** Time of day without seconds. */
	minute(atMs: number): string;
	/** Day and time. */
	moment(atMs: number): string;
	/** "a, b and c". */
	list(items: readonly string[]): string;
}

/** The formats of a locale, for example `es-GT`. */
export function formatsOf(locale: string): Formats {
	const fixed = decimals(locale);
	const latest = new Intl.RelativeTimeFormat(locale, { style: 'short' });
	const list = new Intl.ListFormat(locale);
	const known = <T>(format: (value: T) => string) => {
		return (value: T | undefined) => (value === undefined ? UNKNOWN : format(value));
	};
	const clock = (options: Intl.DateTimeFormatOptions) => {
		const format = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options });
		return (atMs: number) => format.format(atMs);
	};
	return {
		count: known((value) => fixed(0).format(value)),
		decimal: (value, digits) => known((v: number) => fixed(digits).format(v))(value),
		percent: (share, digits = 1) => known((v: number) => `${fixed(digits).format(100 * v)} %`)(share),
		rate: known((value) => `${fixed(value < 100 ? 1 : 0).format(value)}/s`),
		duration: known((ms) => {
			if (ms >= 1_000) return `${fixed(ms < 10_000 ? 1 : 0).format(ms / 1_000)} s`;
			return `${fixed(ms < 10 ? 1 : 0).format(ms)} ms`;
		}),
		ago: (ms) => latest.format(...agoOf(Math.max(0, ms))),
		time: clock({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
		minute: clock({ hour: '2-digit', minute: '2-digit' }),
		moment: clock({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
		list: (items) => list.format(items),
	};
}

/** Seconds in tenths up to ten of them, then whole units; never "0 seconds ago". */
function agoOf(ms: number): [value: number, unit: 'second' | 'minute' | 'hour'] {
	if (ms < 10_000) return [-Math.max(1, Math.round(ms / 100)) / 10, 'second'];
	if (ms < 1.5 * MINUTE_MS) return [-Math.round(ms / 1_000), 'second'];
	if (ms < 1.5 * HOUR_MS) return [-Math.round(ms / MINUTE_MS), 'minute'];
	return [-Math.round(ms / HOUR_MS), 'hour'];
}

function decimals(locale: string): (digits: number) => Intl.NumberFormat {
	const made = new Map<number, Intl.NumberFormat>();
	return (digits) => {
		const format =
			made.get(digits) ??
			new Intl.NumberFormat(locale, {
				minimumFractionDigits: digits,
				maximumFractionDigits: digits,
				useGrouping: 'always',
			});
		made.set(digits, format);
		return format;
	};
}

const FORMATS: Readonly<Record<Language, Formats>> = {
	es: formatsOf(LOCALE.es),
	en: formatsOf(LOCALE.en),
};

/** The formats of the viewer's language. */
export const useFormats = (): Formats => FORMATS[useLanguage()[0]];
