import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import { canaryTexts } from '../i18n/canary.ts';
import { useFormats } from '../i18n/formats.ts';
import { frameTexts } from '../i18n/frame.ts';
import { useTexts } from '../i18n/texts.ts';
import { aboutCount, aboutTime } from './about.ts';
import { leftOf } from './steps.ts';

/** Where a canary is: which of the headlines tells it. */
function headOf({ ended, phase, still, verdict }: PublicCanary) {
	if (ended) return ended.outcome;
	if (phase === 'back') return 'back';
	if (still) return still;
	return phase === 'sample' ? verdict : 'preparing';
}

/** A sentence that tells where a canary is. */
export function useHeadline(): (canary: PublicCanary) => string {
	const { head } = useTexts(canaryTexts);
	const { lanes } = useTexts(frameTexts);
	const { percent } = useFormats();
	return (canary) => {
		const name = lanes[canary.to];
		const share = percent((canary.shares[canary.step - 1] ?? 0) / 100, 0).replace(' ', '\u00a0');
		const said = head[headOf(canary)](name, share);
		return said.charAt(0).toUpperCase() + said.slice(1);
	};
}

/** What a step still needs, in words; empty where there is nothing to say. */
export function useLeftWords(): (canary: PublicCanary) => string {
	const texts = useTexts(canaryTexts);
	const { lanes } = useTexts(frameTexts);
	const formats = useFormats();
	return (canary) => {
		const left = leftOf(canary);
		if (left === undefined) return '';
		if (left.kind === 'undecidable') return texts.undecidable;
		if (left.kind === 'hold') return texts.hold(aboutTime(left.ms, formats));
		const count = formats.count(aboutCount(left.count));
		const lane = lanes[canary.to];
		return left.ms === undefined
			? texts.neededOnly(count, lane)
			: texts.needed(count, lane, aboutTime(left.ms, formats));
	};
}
