import { LANES } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import type { SplitChange } from '@canario/contracts/split-change';
import { formatDuration } from '@canario/service-kit/duration';
import type { TargetChange, TargetState } from '@canario/traffic-split/split-target';
import { sharesOf } from '@canario/traffic-split/weights';
import { bareTable } from '../bare-table.ts';
import { count, percent } from '../numbers.ts';
import { ENOUGH, type Observation } from './observe-share.ts';

/** Weights as `set` takes them. */
export const weightsWords = ({ blue, green }: Weights) => `blue=${blue} green=${green}`;

/** An instant for people, to the second. */
export const timeText = (atMs: number) => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

const because = (reason: string) => (reason === '' ? '' : `: ${reason}`);

/**
 * The split as it stands, in lines.
 *
 * @param place stands behind the commands that it names, as `placeWords` gives it.
 */
export function stateText(state: TargetState<number | string>, nowMs: number, place = ''): string {
	const shares = sharesOf(state.weights);
	const { version, changedAtMs, by = 'somebody', reason = '', revertAtMs, revertTo } = state;
	const lines = LANES.map(
		(lane) => `${lane.padEnd(6)} weight ${state.weights[lane]}  (${percent(shares[lane])})`,
	);
	const since = changedAtMs === undefined ? '' : ` since ${timeText(changedAtMs)}`;
	lines.push(`version ${version}${since} by ${by}${because(reason)}`);
	if (revertAtMs !== undefined && revertTo !== undefined) {
		const left = formatDuration(Math.max(0, revertAtMs - nowMs));
		lines.push(
			`goes back to ${weightsWords(revertTo)} at ${timeText(revertAtMs)}, in ${left}, unless somebody confirms it: ./canario split confirm${place}`,
		);
	}
	return lines.join('\n');
}

const whatOf = ({ kind, confirms }: SplitChange) => (kind === 'confirm' ? `confirm ${confirms}` : kind);

/** One change, in a line. */
export function changeLine(change: TargetChange<number | string>): string {
	const { version, atMs, by = 'somebody', reason = '', from, to, kind = 'changed', revertAtMs } = change;
	const until = revertAtMs === undefined ? '' : ` (until ${timeText(revertAtMs)} unless confirmed)`;
	const what = `${weightsWords(from)} → ${weightsWords(to)}`;
	return `${timeText(atMs)}  version ${version}  ${what}  ${kind} by ${by}${until}${because(reason)}`;
}

/** Changes as a table, in the order given; it keeps within 100 columns where names and reasons are short. */
export function historyTable(changes: readonly SplitChange[]): string {
	const head = ['version', 'when', 'who', 'what', 'blue:green', 'why'];
	const table = bareTable(head, head.length);
	for (const change of changes) {
		const { version, atMs, by, from, to, reason } = change;
		const weights = `${from.blue}:${from.green} → ${to.blue}:${to.green}`;
		table.push([version, timeText(atMs), by, whatOf(change), weights, reason]);
	}
	return table.toString().replaceAll(/ +$/gm, '');
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** What was observed after a change, in a line; it says what to do where something is wrong. `place`: as `stateText`. */
export function observationText(observation: Observation, askedGreen: number, place = ''): string {
	const after = `after ${seconds(observation.afterMs)}`;
	switch (observation.kind) {
		case 'reached':
			return `observed green ${percent(observation.share)} of ${count(observation.of)} ${after}`;
		case 'off':
			return `observed green ${percent(observation.share)} of ${count(observation.of)} ${after}, and not ${percent(askedGreen)}: the weights are set, but the traffic does not follow; ./canario split undo${place} takes them back`;
		case 'thin':
			return `the weights are set; ${count(observation.of)} vaccinations ${after} are too few to tell the share (${ENOUGH} are enough): ./canario stats show goes on looking`;
		case 'overtaken':
			return `the weights are set, and ${after} changed again to version ${observation.version}: ./canario split history${place}`;
		case 'unseen':
			return `the weights are set; their share is not known ${after}: ${observation.why}`;
	}
}
