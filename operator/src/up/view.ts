import { DEPARTMENTS } from '@canario/contracts/departments';
import { LANES, type Lane } from '@canario/contracts/lane';
import type { Latency, Ledger, StatsSnapshot } from '@canario/contracts/stats-snapshot';
import Table from 'cli-table3';
import { count, percent } from '../numbers.ts';

const MARK = { blue: '●', green: '◆' } as const satisfies Record<Lane, string>;

const ms = (value: number | null) =>
	value === null ? '–' : value < 10 ? value.toFixed(1) : Math.round(value).toString();
const latency = ({ p50, p95, p99 }: Latency) => `${ms(p50)} / ${ms(p95)} / ${ms(p99)}`;
const rate = (perSecond: number) => `${perSecond.toFixed(1)}/s`;

const BARE = {
	top: '',
	'top-mid': '',
	'top-left': '',
	'top-right': '',
	bottom: '',
	'bottom-mid': '',
	'bottom-left': '',
	'bottom-right': '',
	left: '',
	'left-mid': '',
	mid: '',
	'mid-mid': '',
	right: '',
	'right-mid': '',
	middle: '  ',
};

/** The live view of a terminal: lanes, ledger, the last five. */
export function liveView(snapshot: StatsSnapshot, nowMs: number): string {
	const { blue, green } = snapshot.lanes;
	return [
		`${rate(blue.ratePerSecond + green.ratePerSecond)}   ${count(snapshot.doses.all)} doses   ${count(snapshot.doses.first)} first, ${count(snapshot.doses.complete)} complete`,
		'',
		lanesTable(snapshot),
		'',
		`ledger   ${ledgerText(snapshot.ledger, nowMs)}`,
		...(snapshot.refused.shed + snapshot.refused.invalid > 0
			? [
					`refused  ${count(snapshot.refused.shed)} for overload, ${count(snapshot.refused.invalid)} requests as invalid`,
				]
			: []),
		'',
		...lastFive(snapshot),
	].join('\n');
}

function lanesTable({ lanes }: StatsSnapshot): string {
	const right = 'right' as const;
	const table = new Table({
		chars: BARE,
		style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
		colAligns: ['left', right, right, right, right, right, right, right, right, right],
		head: [
			'lane',
			'weight',
			'asked',
			'observed',
			'rate',
			'ack p50/p95/p99 ms',
			'durable p50/p95/p99 ms',
			'stored',
			'in flight',
			'errors',
		],
	});
	for (const lane of LANES) {
		const figures = lanes[lane];
		table.push([
			`${MARK[lane]} ${lane}`,
			figures.weight,
			percent(figures.asked),
			percent(figures.observed),
			rate(figures.ratePerSecond),
			latency(figures.ack),
			latency(figures.durable),
			count(figures.stored),
			count(figures.inFlight),
			count(figures.tally.failed),
		]);
	}
	return table.toString();
}

const places = new Map(DEPARTMENTS.map(({ code, name }) => [code, name]));
const placeOf = (code: string) => places.get(code) ?? 'elsewhere';

function lastFive({ last }: StatsSnapshot): readonly string[] {
	return last.map(
		({ lane, initials, ageGroup, department, vaccine, dose }) =>
			`${MARK[lane]} ${initials.padEnd(9)} ${ageGroup.padEnd(11)} ${placeOf(department).padEnd(15)} ${vaccine.padEnd(15)} dose ${dose}`,
	);
}

/** The books in one line. */
export function ledgerText(ledger: Ledger, nowMs: number): string {
	const { accepted, stored, inFlight, deadLettered, lost, checkedAtMs } = ledger;
	const checked =
		checkedAtMs === null
			? 'not checked yet'
			: `checked ${Math.max(0, Math.round((nowMs - checkedAtMs) / 1000))} s ago`;
	const sum = `accepted ${count(accepted.blue + accepted.green)} = stored ${count(stored.blue + stored.green)} (blue ${count(stored.blue)}, green ${count(stored.green)}) + in flight ${count(inFlight)} + dead-lettered ${count(deadLettered)}`;
	return `${sum}${lost > 0 ? ` + LOST ${count(lost)}` : ''}; ${closing(ledger)}; ${checked}`;
}

const closing = ({ closes, checkedAtMs }: Ledger) =>
	closes ? 'closes' : checkedAtMs === null ? 'being built' : 'DOES NOT CLOSE';

/** One plain line, for logs and pipes. */
export function plainLine({ lanes, ledger }: StatsSnapshot): string {
	const lane = (name: Lane) => {
		const { ratePerSecond, asked, observed, ack, durable, tally } = lanes[name];
		return `${name} ${rate(ratePerSecond)} asked ${percent(asked)} observed ${percent(observed)} ack ${latency(ack)} ms durable ${latency(durable)} ms errors ${tally.failed}`;
	};
	return `${lane('blue')} | ${lane('green')} | stored ${ledger.stored.blue + ledger.stored.green} in flight ${ledger.inFlight} dead-lettered ${ledger.deadLettered} lost ${ledger.lost}`;
}
