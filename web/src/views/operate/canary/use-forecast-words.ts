import type { Forecast, StepForecast } from '@canario/canary/forecast';
import type { Metric } from '@canario/contracts/canary/plan';
import { aboutTime } from '../../../canary/about.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { operateTexts } from '../../../i18n/operate.ts';
import { forecastTexts } from '../../../i18n/operate-forecast.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { spanOf } from '../form/span.ts';

/** A span as it was set, such as "90 s" or "5 min". */
export function useSpanText(): (ms: number) => string {
	const { form } = useTexts(operateTexts);
	const names = { s: form.seconds, min: form.minutes, h: form.hours, d: form.days };
	return (ms) => {
		const { text, unit } = spanOf(ms);
		return `${text} ${names[unit]}`;
	};
}

/** A forecast in words: that of a step, and of the whole. */
export function useForecastWords() {
	const texts = useTexts(forecastTexts);
	const formats = useFormats();
	const span = useSpanText();
	return {
		step({ ms, waitsFor, heldAfterMs }: StepForecast, metrics: Readonly<Record<Metric, string>>): string {
			const held = heldAfterMs === undefined ? '' : texts.held(span(heldAfterMs));
			const metric = waitsFor && metrics[waitsFor];
			if (ms === undefined) return texts.never(held, metric ?? '');
			const about = texts.about(aboutTime(ms, formats));
			if (metric === undefined) return about;
			return held === '' ? texts.waits(about, metric) : texts.waitsHeld(about, metric, held);
		},
		whole({ wholeMs, steps }: Forecast): string {
			if (wholeMs === undefined) return texts.wholeNever;
			const time = aboutTime(wholeMs, formats);
			const isHeld = steps.some(({ heldAfterMs }) => heldAfterMs !== undefined);
			return isHeld ? texts.wholeHeld(time) : texts.whole(time);
		},
	};
}
