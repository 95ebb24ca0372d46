// A load generator as a process of its own, started by run-load.ts. Raw sockets: an HTTP client costs more than
// what is measured here.
import { setTimeout as sleep } from 'node:timers/promises';
import * as hdr from 'hdr-histogram-js';
import { Connection } from './connection.ts';
import { isAccepted, type Latency, type LoadOptions, type Told } from './load.ts';
import { requestMaker } from './request-maker.ts';

/** How long the last answers may take, milliseconds. */
const PATIENCE_MS = 10_000;

const options = JSON.parse(process.argv[2] ?? '') as LoadOptions;
const tell = (told: Told) => process.send?.(told);
process.once('disconnect', () => process.exit());

let phase: 'warming' | 'measuring' | 'ending' = 'warming';
let startedAtMs = 0;
let lastAnswerAtMs = 0;
let unanswered = 0;
let everAccepted = 0;
const statuses: Record<string, number> = {};
const accepted = hdr.build({ numberOfSignificantValueDigits: 3 });
const refused = hdr.build({ numberOfSignificantValueDigits: 3 });

const listener = {
	port: options.port,
	request: requestMaker(options, Date.now().toString(36)),
	onAnswer(status: number, ms: number) {
		if (isAccepted(status)) everAccepted += 1;
		if (phase !== 'warming') record(status, ms);
		return phase !== 'ending';
	},
	onLoss() {
		if (phase !== 'warming') unanswered += 1;
		return phase !== 'ending';
	},
};
const connections = Array.from({ length: options.connections }, () => new Connection(listener));

await sleep(options.warmUpSeconds * 1_000);
phase = 'measuring';
startedAtMs = performance.now();
tell({ event: 'measuring' });
await sleep(options.seconds * 1_000);
phase = 'ending';
const patientUntilMs = performance.now() + PATIENCE_MS;
while (connections.some(({ waiting }) => waiting) && performance.now() < patientUntilMs) await sleep(5);
unanswered += connections.filter(({ waiting }) => waiting).length;
const seconds = (lastAnswerAtMs - startedAtMs) / 1_000;
const latencies = { accepted: latencyOf(accepted), refused: latencyOf(refused) };
tell({ event: 'done', load: { statuses, everAccepted, unanswered, ...latencies, seconds } });
for (const connection of connections) connection.close();
process.disconnect?.();

function record(status: number, ms: number): void {
	lastAnswerAtMs = performance.now();
	statuses[status] = (statuses[status] ?? 0) + 1;
	(isAccepted(status) ? accepted : refused).recordValue(Math.max(1, Math.round(ms * 1_000)));
}

function latencyOf(microseconds: hdr.Histogram): Latency {
	if (microseconds.totalCount === 0) return { p50: 0, p95: 0, p99: 0, max: 0 };
	const at = (percentile: number) => microseconds.getValueAtPercentile(percentile) / 1_000;
	return { p50: at(50), p95: at(95), p99: at(99), max: microseconds.maxValue / 1_000 };
}
