import { LANES } from '@canario/contracts/lane';
import { formatDuration } from '@canario/service-kit/duration';
import Table from 'cli-table3';
import { count } from '../numbers.ts';
import type { LatencySummary } from './latency.ts';
import type { TrafficSummary } from './traffic-options.ts';

/** The closing table of a run, with what was missed and why. */
export function summaryText(summary: TrafficSummary): string {
	const { sent, requests, elapsedMs, target, seed, ok } = summary;
	const inRequests = requests === sent ? '' : ` in ${count(requests)} requests`;
	const retries = summary.retries > 0 ? `, ${count(summary.retries)} retries` : '';
	return [
		`${count(sent)} vaccinations sent${inRequests}${retries} in ${formatDuration(elapsedMs)} to ${target} (seed ${seed})`,
		laneTable(summary),
		`status   ${pairs(summary.statuses)}`,
		`outcome  ${pairs(summary.outcomes)}`,
		...trouble(summary),
		ok ? 'all acknowledged' : 'FAILED: not all that was due was sent and acknowledged',
	].join('\n');
}

function laneTable({ lanes, acknowledged, missed, latency }: TrafficSummary): string {
	const table = new Table({
		head: ['lane', 'acknowledged', 'missed', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'],
		colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
		style: { head: [], border: [] },
		chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
	});
	for (const lane of LANES) {
		const one = lanes[lane];
		table.push([lane, count(one.acknowledged), count(one.missed), ...latencyCells(one.latency)]);
	}
	table.push(['all', count(acknowledged), count(missed), ...latencyCells(latency)]);
	return table.toString();
}

function latencyCells({ count: measured, p50Ms, p95Ms, p99Ms, maxMs }: LatencySummary): string[] {
	return [p50Ms, p95Ms, p99Ms, maxMs].map((ms) => (measured === 0 ? '-' : ms.toFixed(1)));
}

function trouble({ missed, unsent, reasons }: TrafficSummary): string[] {
	return [
		...(unsent > 0 ? [`unsent   ${count(unsent)}: too many answers were awaited when they were due`] : []),
		...(missed > 0 ? [`missed   ${count(missed)}:`] : []),
		...reasons.map((one) => `  ${count(one.count)} × ${one.reason}`),
	];
}

function pairs(counts: Readonly<Record<string, number>>): string {
	const entries = Object.entries(counts);
	return entries.length === 0 ? '-' : entries.map(([name, value]) => `${name}: ${count(value)}`).join('  ');
}
