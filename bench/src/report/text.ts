import Table from 'cli-table3';
import type { Figure } from '../measure/figures.ts';
import type { Spread, Target } from '../measure/spread.ts';
import type { Result } from '../result.ts';

/** What stands behind a figure. */
export const UNIT: Readonly<Record<Figure, string>> = {
	rate: '/s',
	cpu: ' µs',
	p95: ' ms',
	refusedP95: ' ms',
	p99: ' ms',
	cores: ' cores',
	memory: ' KB',
	seconds: ' s',
};

/** The results of one scenario as a table, and its faults. */
export function resultsText(results: readonly Result[]): string {
	const table = new Table({
		head: ['row', 'measured', 'side', 'peer', 'ratio (least … most)', 'target', 'verdict'],
		style: { head: [], border: [] },
	});
	for (const result of results) table.push(cells(result));
	const faults = results.flatMap(({ row, faults }) => faults.map((fault) => `  ${row}: ${fault}`));
	return [`${results[0]?.scenario ?? ''}`, table.toString(), ...new Set(faults)].join('\n');
}

function cells({
	row,
	title,
	side,
	peer,
	figure,
	own,
	peers,
	ratio,
	target,
	isMet,
	isClose,
	faults,
}: Result) {
	const value = (spread: Spread) => `${short(spread.median)}${UNIT[figure]}`;
	const limit = target === undefined ? '' : targetText(target, ratio ? '×' : UNIT[figure]);
	return [
		row,
		title,
		`${side} ${value(own)}`,
		peers ? `${peer} ${value(peers)}` : '',
		ratio ? spreadText(ratio, '×') : spreadText(own, UNIT[figure]),
		limit,
		verdictText({ isMet, isClose, faults }),
	];
}

/** What is to be thought of a result, in a few words. */
export function verdictText({
	isMet,
	isClose,
	faults,
}: Pick<Result, 'isMet' | 'isClose' | 'faults'>): string {
	if (faults.length > 0) return 'not met: faults';
	if (isMet === undefined) return isClose ? 'no difference (noise)' : '';
	const verdict = isMet ? 'met' : 'not met';
	return isClose ? `${verdict} (within noise)` : verdict;
}

/** From here on a ratio is written as a decimal. */
const MOST_FRACTION = 0.85;

const spreadText = ({ median, least, most }: Spread, unit: string) =>
	`${short(median)}${unit} (${short(least)} … ${short(most)})`;

/** `≥ 20×`; small ratios as `≤ 1/8×`. */
export function targetText(target: Target, unit: string): string {
	const [sign, limit] = 'least' in target ? ['≥', target.least] : ['≤', target.most];
	// ratios just below one are read more easily as they are
	const isFraction = unit === '×' && limit < MOST_FRACTION;
	return `${sign} ${isFraction ? `1/${short(1 / limit)}` : short(limit)}${unit}`;
}

/** Three digits that count. */
export function short(value: number): string {
	if (Number.isNaN(value)) return '–';
	return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
