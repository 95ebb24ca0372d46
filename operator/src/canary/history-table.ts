import type { CanaryState } from '@canario/contracts/canary/state';
import { bareTable } from '../bare-table.ts';
import { timeText } from '../split/split-text.ts';

/** Canaries as a table, in the order given; shares of steps that were not reached are in brackets. */
export function historyTable(canaries: readonly CanaryState[]): string {
	const head = ['id', 'when', 'who', 'to', 'steps', 'outcome', 'why'];
	const table = bareTable(head, head.length);
	for (const canary of canaries) {
		const { id, startedAtMs, by, plan, ended, reason } = canary;
		const outcome = ended?.outcome ?? 'under way';
		table.push([id, timeText(startedAtMs), by, plan.to, stepsText(canary), outcome, ended?.why ?? reason]);
	}
	return table.toString().replaceAll(/ +$/gm, '');
}

function stepsText({ plan, step, samples, ended }: CanaryState): string {
	const shares = plan.steps.map(({ share }) => share);
	// the first step is reached when its sample begins; before that nothing was set
	const reached = ended?.outcome === 'promoted' ? shares.length : samples === 0 ? 0 : step;
	const [done, left] = [shares.slice(0, reached).join(' '), shares.slice(reached).join(' ')];
	return [done, left && `(${left})`].filter(Boolean).join(' ');
}
