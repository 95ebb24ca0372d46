import type { PublicFault } from '@canario/contracts/fault';
import { type Formats, useFormats } from '../../../i18n/formats.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { trafficTexts } from '../../../i18n/traffic.ts';

/** What a fault does, in words. */
export function useEffects(): (fault: Omit<PublicFault, 'lane' | 'untilMs'>) => string {
	const { faults: texts } = useTexts(trafficTexts);
	const formats = useFormats();
	const { list } = formats;
	// a figure and its unit stay on one line
	const duration = (ms: number | undefined) => formats.duration(ms).replace(' ', '\u00a0');
	return ({ errors, delayMs, jitterMs, durableDelayMs, drop, hang }) => {
		const delay = jitterMs === undefined ? duration(delayMs) : `${duration(delayMs)} ± ${duration(jitterMs)}`;
		const effects = [
			hang && texts.hang,
			errors !== undefined && texts.errors(share(errors, formats)),
			delayMs !== undefined && texts.delay(delay),
			durableDelayMs !== undefined && texts.durableDelay(duration(durableDelayMs)),
			drop !== undefined && texts.drop(share(drop, formats)),
		];
		return list(effects.filter((effect) => typeof effect === 'string'));
	};
}

/** Whole per cents without decimals. */
const share = (value: number, { percent }: Formats) =>
	percent(value, Number.isInteger(value * 100) ? 0 : 1).replace(' ', '\u00a0');
