import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { Metric } from '@canario/contracts/canary/plan';
import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import { formatDuration } from '@canario/service-kit/duration';
import { timeText, weightsWords } from '../split/split-text.ts';
import { backLines } from './back-text.ts';
import { about, CLI } from './canary-words.ts';
import { checkTable, neededText } from './check-table.ts';

/**
 * What is to be known of the canary that runs, or that ended last, in lines.
 *
 * @param place stands behind the commands that it names, as `placeWords` gives it.
 */
export function statusText(answer: CanaryAnswer, place = ''): string {
	const { canary, now } = answer;
	if (canary === undefined) return `there was no canary yet: ${CLI} start --help shows how one is started`;
	const { id, plan, startedAtMs, by, reason } = canary;
	const checks = now?.checks ?? canary.checks;
	// after its end nothing more comes
	const sampledMs = canary.phase === 'sample' ? now?.sampledMs : undefined;
	return [
		`canary ${id} to ${plan.to}, started ${timeText(startedAtMs)} by ${by}: ${reason}`,
		stepsRow(canary),
		phaseText(canary, now),
		...backLines(canary),
		...(checks.length > 0 ? [checkTable({ to: plan.to, checks, sampledMs })] : []),
		...stillLines(canary, place),
		...troubleLines(answer),
	].join('\n');
}

/** The shares of the steps, with a mark for what passed, what was left by hand, where it is, and what is to come. */
export function stepsRow({ plan, step, phase, passed, ended }: CanaryState): string {
	const promoted = ended?.outcome === 'promoted';
	return plan.steps
		.map(({ share }, index) => {
			const at = index + 1;
			if (promoted || at < step) return passed.includes(at) ? `✓ ${share} %` : `» ${share} % (by hand)`;
			if (at > step || phase === 'start') return `· ${share} %`;
			return `${ended || phase === 'back' ? '✗' : '▶'} ${share} %`;
		})
		.join('   ');
}

/** What it does just now, in a line. */
export function phaseText(canary: CanaryState, now: PublicCanary | undefined): string {
	const { plan, step, phase, from, back, ended } = canary;
	const share = `${plan.steps[step - 1]?.share} %`;
	const at = `step ${step} of ${plan.steps.length} (${share})`;
	switch (phase) {
		case 'start':
			return 'is about to begin';
		case 'before':
			return `${at}: about to be set`;
		case 'sample':
			return `${at}: ${watchedText(now)}`;
		case 'after':
			return `${at}: over`;
		case 'back':
			return `goes back to ${weightsWords(from)}: ${back?.why}`;
		case 'ended':
			return `ended, ${ended?.outcome}, ${timeText(ended?.atMs ?? 0)}: ${ended?.why}`;
	}
}

function watchedText(now: PublicCanary | undefined): string {
	if (now === undefined) return 'is watched';
	const { watchedMs, holdMs, verdict, leftMs } = now;
	const until = verdict === 'pass' ? 'until its time is over' : 'until it is decided';
	const left = leftMs === undefined ? '' : `, ${about(leftMs)} ${until}`;
	const hold = formatDuration(holdMs);
	const time =
		watchedMs < holdMs
			? `${formatDuration(watchedMs)} of ${hold}`
			: `${formatDuration(watchedMs)} (at least ${hold})`;
	return `watched for ${time}; ${verdict === 'none' ? 'nothing judged yet' : verdict}${left}`;
}

/** What stands still and who can do what. */
function stillLines({ paused, held, waiting }: CanaryState, place: string): string[] {
	const say = (wish: string) => `${CLI} ${wish}${place} --reason "…"`;
	const wayOn = `${say('promote')} goes on all the same, ${say('abort')} takes it back`;
	return [
		...(paused
			? [
					`paused ${timeText(paused.atMs)} by ${paused.by}: ${paused.reason}; no step is taken, failing checks take it back all the same`,
					`  ${say('resume')} goes on, ${say('abort')} takes it back`,
				]
			: []),
		...(held
			? [
					`held ${timeText(held.atMs)}: ${held.why}; the weights stay until somebody decides`,
					`  ${say('resume')} looks on with its patience anew, ${wayOn}`,
				]
			: []),
		...(waiting
			? [
					`waits since ${timeText(waiting.atMs)}: ${waiting.why}; it goes on by itself when ${waiting.for === 'gate' ? 'the gate says yes' : 'there is traffic'}`,
					`  ${waiting.for === 'gate' ? wayOn : `${say('abort')} takes it back`}`,
				]
			: []),
	];
}

function troubleLines({ canary, controlled, trouble }: CanaryAnswer): string[] {
	if (trouble !== undefined) return [`the controller is hindered: ${trouble}`];
	if (controlled || canary?.ended) return [];
	return [
		'no controller: nothing moves until the service canary-controller runs and reaches the live store',
		'  ./canario up starts it with the rest; in a cluster: kubectl get deployment canary-controller',
	];
}

/** One plain line, for logs and pipes. */
export function plainLine({ canary, now, controlled }: CanaryAnswer): string {
	if (canary === undefined) return 'no canary';
	// on a way back nothing is decided any more
	const open = canary.phase === 'back' ? [] : (now?.checks ?? []);
	const needs = undecidedOf(open).map((check) => {
		const needed = neededText(check, now?.sampledMs);
		return `${check.metric}${needed && ` (${needed})`}`;
	});
	const still = canary.paused
		? 'paused'
		: canary.held
			? 'held'
			: canary.waiting && `waits: ${canary.waiting.why}`;
	return [
		phaseText(canary, now),
		...(needs.length > 0 ? [`undecided: ${needs.join(', ')}`] : []),
		...(still ? [still] : []),
		...(controlled ? [] : ['no controller']),
	].join('; ');
}

/** Of each metric that is undecided, the check that needs most. */
function undecidedOf(checks: readonly CheckResult[]): readonly CheckResult[] {
	const most = new Map<Metric, CheckResult>();
	for (const check of checks) {
		if (check.verdict !== 'inconclusive') continue;
		const other = most.get(check.metric)?.needed ?? 0;
		if (!most.has(check.metric) || (check.needed ?? 0) > other) most.set(check.metric, check);
	}
	return [...most.values()];
}
