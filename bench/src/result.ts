import { FIGURES } from './measure/figures.ts';
import type { Round } from './measure/sample.ts';
import { isNoise, limitOf, meets, type Spread, spreadOf, type Target } from './measure/spread.ts';
import type { Row } from './row.ts';

/** What came out of one row. */
export interface Result {
	readonly row: string;
	readonly title: string;
	readonly scenario: string;
	readonly side: string;
	readonly peer: string | undefined;
	readonly figure: Row['figure'];
	/** Of the side that is judged. */
	readonly own: Spread;
	readonly peers: Spread | undefined;
	/** Side over peer, round by round. */
	readonly ratio: Spread | undefined;
	readonly target: Target | undefined;
	/** `undefined` without a target. */
	readonly isMet: boolean | undefined;
	/** Side and peer, or figure and target, are closer than noise. */
	readonly isClose: boolean;
	/** What must not happen and did; a row with faults is not met. */
	readonly faults: readonly string[];
}

/** Judges a row by its rounds: by the median of the ratios, each of two runs that followed one another. */
export function resultOf(row: Row, rounds: readonly Round[]): Result {
	const { name, title, side, peer, target } = row;
	const own = rounds.map((round) => FIGURES[row.figure](sampleOf(round, side)));
	const peers =
		peer === undefined ? undefined : rounds.map((round) => FIGURES[row.figure](sampleOf(round, peer)));
	const ratio = peers && spreadOf(own.map((figure, index) => figure / (peers[index] ?? Number.NaN)));
	const judged = (ratio ?? spreadOf(own)).median;
	const faults = [side, ...(peer === undefined ? [] : [peer])].flatMap((name) => faultsOf(rounds, name));
	return {
		...{
			row: name,
			title,
			scenario: row.scenario.name,
			side,
			peer,
			figure: row.figure,
			target,
			ratio,
			faults,
		},
		own: spreadOf(own),
		peers: peers && spreadOf(peers),
		isMet: target && faults.length === 0 && meets(judged, target),
		isClose: isNoise(judged, target ? limitOf(target) : 1),
	};
}

function sampleOf(round: Round, side: string) {
	const sample = round.get(side);
	if (sample === undefined) throw new Error(`${side} was not measured`);
	return sample;
}

const faultsOf = (rounds: readonly Round[], side: string) =>
	rounds.flatMap((round, index) =>
		sampleOf(round, side).faults.map((fault) => `${side}, round ${index + 1}: ${fault}`),
	);
