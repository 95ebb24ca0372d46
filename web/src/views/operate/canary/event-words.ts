import type { CanaryEvent } from '@canario/contracts/canary/event';
import { canaryTexts } from '../../../i18n/canary.ts';
import { canaryDeskTexts } from '../../../i18n/operate-canary.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { percentOf } from '../split/shares.ts';

/** What happened, in words; reasons and causes are as people and the controller wrote them. */
export function useEventWords(): (event: CanaryEvent) => string {
	const { log, history } = useTexts(canaryDeskTexts);
	const { verdicts } = useTexts(canaryTexts);
	return (event) => {
		switch (event.kind) {
			case 'started':
			case 'paused':
			case 'resumed':
			case 'aborting':
				return log[event.kind](event.by, event.reason);
			case 'promoted':
				return log[event.full ? 'full' : 'promoted'](event.by, event.reason);
			case 'shifting':
			case 'shifted': {
				const { blue, green } = percentOf(event.weights);
				return log[event.kind](`${blue} %`, `${green} %`);
			}
			case 'held':
			case 'waiting':
			case 'rolling-back':
				return log[event.kind](event.why);
			case 'hooked':
				return log.hooked(event.name, [event.outcome, event.said].filter(Boolean).join(', '));
			case 'step':
				return log.step(String(event.step));
			case 'judged':
				return log.judged(verdicts[event.verdict]);
			case 'ended':
				return log.ended(history.outcomes[event.outcome], event.why);
			case 'sampling':
			case 'went-on':
				return log[event.kind];
			default:
				// an entry of a later version may log what this page does not know
				return (event satisfies never as { kind: string }).kind;
		}
	};
}
