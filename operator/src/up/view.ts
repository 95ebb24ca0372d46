import { DEPARTMENTS } from '@canario/contracts/departments';
import { LANES, type Lane } from '@canario/contracts/lane';
import type { Latency, Ledger, StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { bareTable } from '../bare-table.ts';
import { count, percent } from '../numbers.ts';

const MARK = { blue: '●', green: '◆' } as const satisfies Record<Lane, string>;
const places = new Map(DEPARTMENTS.map(({ code, name }) => [code, name]));

const ms = (value: number | undefined) => {
	if (value === undefined) return '–';
	return value < 10 ? value.toFixed(1) : count(Math.round(value));
};
const quantiles = ({ p50, p95, p99 }: Latency) => [ms(p50), ms(p95), ms(p99)];
const rate = (perSecond: number) => `${perSecond.toFixed(1)}/s`;

/** The live view of a terminal of 80 columns or more: lanes, latencies, ledger, the last five. */
export function liveView(snapshot: StatsSnapshot, nowMs: number): string {
	const { lanes, doses, ledger, refused } = snapshot;
	const total = rate(lanes.blue.ratePerSecond + lanes.green.ratePerSecond);
	const { shed, invalid } = refused;
	return [
		`${total}   ${count(doses.all)} doses: ${count(doses.first)} first, ${count(doses.complete)} complete`,
		'',
		sharesTable(snapshot),
		'',
		latencyTable(snapshot),
		'',
		ledgerText(ledger, nowMs),
		...(shed + invalid > 0
			? [`refused   ${count(shed)} for overload, ${count(invalid)} requests as invalid`]
			: []),
		'',
		...lastFive(snapshot),
	].join('\n');
}

function sharesTable({ lanes }: StatsSnapshot): string {
	const table = bareTable(['lane', 'weight', 'asked', 'observed', 'rate', 'stored', 'in flight', 'errors']);
	for (const lane of LANES) {
		const { weight, asked, observed, ratePerSecond, stored, inFlight, tally } = lanes[lane];
		const figures = [percent(asked), percent(observed), rate(ratePerSecond), count(stored), count(inFlight)];
		table.push([`${MARK[lane]} ${lane}`, weight, ...figures, count(tally.failed)]);
	}
	return table.toString();
}

function latencyTable({ lanes }: StatsSnapshot): string {
	const table = bareTable(['ms', 'ack p50', 'p95', 'p99', 'durable p50', 'p95', 'p99']);
	for (const lane of LANES) {
		const { ack, durable } = lanes[lane];
		table.push([`${MARK[lane]} ${lane}`, ...quantiles(ack), ...quantiles(durable)]);
	}
	return table.toString();
}

function lastFive({ last }: StatsSnapshot): readonly string[] {
	return last.map(({ lane, initials, ageGroup, department, vaccine, dose }) => {
		const place = places.get(department) ?? 'elsewhere';
		return `${MARK[lane]} ${initials.padEnd(9)} ${ageGroup.padEnd(11)} ${place.padEnd(15)} ${vaccine.padEnd(15)} dose ${dose}`;
	});
}

/** The books, in two lines. */
export function ledgerText(
	{ accepted, stored, inFlight, deadLettered, lost, closes, checkedAtMs }: Ledger,
	nowMs: number,
): string {
	const terms = [
		`stored ${count(stored.blue + stored.green)}`,
		`in flight ${count(inFlight)}`,
		`dead-lettered ${count(deadLettered)}`,
		...(lost > 0 ? [`LOST ${count(lost)}`] : []),
	];
	const lanes = `blue ${count(stored.blue)}, green ${count(stored.green)}`;
	const seconds =
		checkedAtMs === undefined ? undefined : Math.max(0, Math.round((nowMs - checkedAtMs) / 1000));
	const checked = seconds === undefined ? 'not checked yet' : `checked ${seconds} s ago`;
	return [
		`ledger    accepted ${count(accepted.blue + accepted.green)} = ${terms.join(' + ')}`,
		`          ${closes ? 'closes' : 'DOES NOT CLOSE'}; ${lanes}; ${checked}`,
	].join('\n');
}

/** One plain line, for logs and pipes. */
export function plainLine({ built, lanes, ledger }: StatsSnapshot): string {
	if (!built) return 'the statistics are being built from the record store';
	const laneText = (name: Lane) => {
		const { ratePerSecond, asked, observed, ack, durable, tally } = lanes[name];
		const shares = `asked ${percent(asked)} observed ${percent(observed)}`;
		const latencies = `ack ${quantiles(ack).join(' / ')} ms durable ${quantiles(durable).join(' / ')} ms`;
		return `${name} ${rate(ratePerSecond)} ${shares} ${latencies} errors ${tally.failed}`;
	};
	const { stored, inFlight, deadLettered, lost } = ledger;
	const books = `stored ${stored.blue + stored.green} in flight ${inFlight} dead-lettered ${deadLettered} lost ${lost}`;
	return [laneText('blue'), laneText('green'), books].join(' | ');
}
