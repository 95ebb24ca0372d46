import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { CanaryEntry, CanaryEvent } from '@canario/contracts/canary/event';
import { timeText, weightsWords } from '../split/split-text.ts';
import { VERDICT_TEXT } from './canary-words.ts';

/** What happened, in a line; after what was decided, why, a line for each check. */
export const eventText = ({ atMs, event }: CanaryEntry): string => `${timeText(atMs)}  ${wordsOf(event)}`;

function wordsOf(event: CanaryEvent): string {
	switch (event.kind) {
		case 'started': {
			const steps = event.plan.steps.map(({ share }) => share).join(', ');
			return `started by ${event.by}: ${event.reason}; ${event.plan.to} from ${weightsWords(event.from)} to ${steps} %`;
		}
		case 'hooked':
			return hookWords(event);
		case 'step':
			return `step ${event.step} begins`;
		case 'shifting':
			return `setting ${weightsWords(event.weights)}`;
		case 'shifted':
			return `${weightsWords(event.weights)} is set (version ${event.version})`;
		case 'sampling':
			return 'a sample begins';
		case 'judged':
			return `the step ${event.verdict === 'pass' ? 'passes' : 'fails'}${whys(event.checks)}`;
		case 'held':
			return `held: ${event.why}${whys(event.checks)}`;
		case 'waiting':
			return `waits for ${event.for === 'gate' ? 'a gate' : 'traffic'}: ${event.why}`;
		case 'went-on':
			return 'goes on';
		case 'rolling-back':
			return `goes back: ${event.why}`;
		case 'ended':
			return `ended, ${event.outcome}: ${event.why}`;
		case 'paused':
		case 'resumed':
		case 'promoted':
		case 'aborting':
			return wishWords(event);
	}
}

type Wished = Extract<CanaryEvent, { kind: 'paused' | 'resumed' | 'promoted' | 'aborting' }>;

function wishWords(event: Wished): string {
	const what = { paused: 'paused', resumed: 'resumed', promoted: 'promoted', aborting: 'aborted' }[
		event.kind
	];
	const full = event.kind === 'promoted' && event.full ? ' to the last step' : '';
	return `${what}${full} by ${event.by}: ${event.reason}`;
}

function hookWords({ name, at, outcome, tries, said }: Extract<CanaryEvent, { kind: 'hooked' }>): string {
	const how = { ok: 'ok', refused: 'said no', failed: 'gave no answer that can be used' }[outcome];
	const often = tries > 1 ? ` after ${tries} tries` : '';
	return `hook ${name} (${at}): ${how}${often}${said === undefined ? '' : `: ${said}`}`;
}

const whys = (checks: readonly CheckResult[]) =>
	checks.map(({ verdict, why }) => `\n    ${VERDICT_TEXT[verdict].charAt(0)} ${why}`).join('');
