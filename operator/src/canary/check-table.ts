import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { Lane } from '@canario/contracts/lane';
import { otherThan } from '@canario/contracts/lane';
import { bareTable } from '../bare-table.ts';
import { count } from '../numbers.ts';
import { amountText, intervalText, limitText } from './amount-text.ts';
import { about, VERDICT_TEXT } from './canary-words.ts';

interface Shown {
	/** The canary's lane. */
	readonly to: Lane;
	readonly checks: readonly CheckResult[];
	/** How long the sample has been taken, milliseconds; absent where nobody takes one. */
	readonly sampledMs?: number | undefined;
}

/** Every check in a line: verdict, values of both lanes, interval, limit, samples, and what is still needed. */
export function checkTable({ to, checks, sampledMs }: Shown): string {
	const other = otherThan(to);
	const table = bareTable(['verdict', 'check', to, other, 'interval', 'limit', 'n', 'needed'], 2);
	for (const check of checks) {
		const { metric, verdict, kind, value, other: others } = check;
		const values = [value, others].map((one) => (one === undefined ? '–' : amountText(metric, one)));
		const what = kind === 'comparison' ? `${metric} − ${other}'s` : metric;
		const judged = [intervalText(check), limitText(check), samplesText(check), neededText(check, sampledMs)];
		table.push([VERDICT_TEXT[verdict], what, ...values, ...judged]);
	}
	return table.toString().replaceAll(/ +$/gm, '');
}

const samplesText = ({ of, otherOf }: CheckResult) =>
	otherOf === undefined ? count(of) : `${count(of)} / ${count(otherOf)}`;

/** About how many more samples decide it, and how long they take at the rate of the sample so far. */
export function neededText({ verdict, needed, of }: CheckResult, sampledMs: number | undefined): string {
	if (needed === undefined) return verdict === 'inconclusive' ? 'no number decides it' : '';
	const more = `${count(needed)} more`;
	return !sampledMs || of === 0 ? more : `${more}, ${about((needed / of) * sampledMs)}`;
}
