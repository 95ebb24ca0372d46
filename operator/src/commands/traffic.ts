import { MAX_ARRAY } from '@canario/contracts/vaccination';
import { Command, Option } from 'commander';
import { readPlatformFile } from '../platform-file.ts';
import { Ledger } from '../traffic/ledger.ts';
import { dataOption, durationOption, positiveOption, wholeOption } from '../traffic/options.ts';
import { DEFAULT_MAX_IN_FLIGHT } from '../traffic/pace.ts';
import { progressView } from '../traffic/progress-view.ts';
import { runTraffic } from '../traffic/run-traffic.ts';
import { stopOnSignals } from '../traffic/stop-on-signals.ts';
import { summaryText } from '../traffic/summary-text.ts';
import { DEFAULT_TRAFFIC_FILE, readTrafficFile } from '../traffic/traffic-file.ts';
import type { TrafficSummary } from '../traffic/traffic-options.ts';

interface Options {
	readonly rate?: number;
	readonly users?: number;
	readonly for: number;
	readonly seed: number;
	readonly file: string;
	readonly target?: string;
	readonly data: string;
	readonly ledger?: string;
	readonly array?: number;
	readonly retry?: boolean;
	readonly maxInFlight: number;
	readonly timeout: number;
	readonly json?: boolean;
}

const DEFAULT_RATE = 20;

const LOAD_OPTIONS = [
	new Option('--rate <n>', `requests a second (default: ${DEFAULT_RATE})`).argParser(positiveOption),
	new Option('--users <n>', 'instead: so many users, each waiting for its answers')
		.argParser(wholeOption(1, 100_000))
		.conflicts('rate'),
	new Option('--for <duration>', 'how long: 250ms, 30s, 5m').argParser(durationOption).default(30_000, '30s'),
	new Option('--array <n>', `send arrays of so many vaccinations, up to ${MAX_ARRAY}`).argParser(
		wholeOption(1, MAX_ARRAY),
	),
	new Option('--retry', 'repeat under the same key after a reset, a timeout or 503: up to 10 tries in 30 s'),
	new Option('--max-in-flight <n>', 'answers awaited at most, with --rate')
		.argParser(wholeOption(1, 100_000))
		.default(DEFAULT_MAX_IN_FLIGHT),
	new Option('--timeout <duration>', 'for the answer to one try')
		.argParser(durationOption)
		.default(10_000, '10s'),
];

const RECORD_OPTIONS = [
	new Option('--seed <n>', 'the same seed sends the same records in the same order')
		.argParser(wholeOption(0, 2 ** 32 - 1))
		.default(1),
	new Option('--file <path>', 'JSON array of records to draw from').default(
		DEFAULT_TRAFFIC_FILE,
		'traffic/traffic.json',
	),
];

const PLACE_OPTIONS = [
	new Option('--target <url>', 'URL of the entry (default: that of the platform that runs from --data)'),
	dataOption(),
	new Option('--ledger <file>', 'append what happened to each vaccination to this file'),
	new Option('--json', 'print the result as JSON, and nothing else'),
];

const HELP = `
With --rate, requests begin on a fixed schedule however slow the answers are, and latency counts from the
moment a request was due; what is due while too many answers are awaited is not sent and counts as a failure.
With --users, each user waits for the answer before the next request.

A ledger notes what happened to each vaccination; ./canario verify compares it with what is stored.

Exit status: 0, or 1 when anything due was not sent or not acknowledged with 2xx.

Examples:
  ./canario traffic --rate 200 --for 1m
  ./canario traffic --users 50 --for 30s --seed 7 --file my-records.json
  ./canario traffic --rate 500 --for 30s --ledger run.jsonl --retry && ./canario verify --ledger run.jsonl
  ./canario traffic --rate 10 --array 100 --target http://localhost:3050 --json`;

/** `./canario traffic`: sends vaccinations to the entry and tells how it went. */
export function trafficCommand(): Command {
	const command = new Command('traffic')
		.description('send vaccinations to the entry, and tell how it went')
		.addHelpText('after', HELP)
		.action(async (options: Options) => {
			const summary = await run(options);
			console.log(options.json ? JSON.stringify(summary, undefined, '\t') : summaryText(summary));
			process.exitCode = summary.ok ? 0 : 1;
		});
	for (const option of [...LOAD_OPTIONS, ...RECORD_OPTIONS, ...PLACE_OPTIONS]) command.addOption(option);
	return command;
}

async function run(options: Options): Promise<TrafficSummary> {
	const { users, rate = DEFAULT_RATE, for: durationMs, maxInFlight, seed, array, retry } = options;
	const source = readTrafficFile(options.file);
	const target = options.target ?? readPlatformFile(options.data).urls.entry;
	const ledger = options.ledger === undefined ? undefined : Ledger.open(options.ledger);
	const stop = stopOnSignals();
	const view = options.json ? undefined : progressView(process.stderr, durationMs);
	try {
		return await runTraffic({
			target,
			source,
			model: users ? { kind: 'closed', users } : { kind: 'open', ratePerSecond: rate, maxInFlight },
			durationMs,
			seed,
			array,
			retry,
			requestTimeoutMs: options.timeout,
			onProgress: view?.show,
			signal: stop.signal,
			ledger,
		});
	} finally {
		view?.end();
		stop.end();
		ledger?.close();
	}
}
