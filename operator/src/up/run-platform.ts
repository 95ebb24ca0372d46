import { once } from 'node:events';
import { runTraffic } from '../traffic/run-traffic.ts';
import { DEFAULT_TRAFFIC_FILE, readTrafficFile } from '../traffic/traffic-file.ts';
import { type Platform, startPlatform } from './platform.ts';
import { missingDurability } from './redis-durability.ts';
import type { Reporter } from './reporter.ts';
import { watchPlatform } from './watch.ts';

interface Options {
	readonly dataDir: string;
	readonly fresh?: boolean;
	readonly embedded?: boolean;
	readonly processes?: boolean;
	readonly portBase: number;
	readonly host: string;
	readonly weights?: string;
	readonly operate?: boolean;
	readonly traffic: boolean;
	readonly json: boolean;
	readonly reporter: Reporter;
}

/** A load that shows motion and disturbs nobody. */
const GENTLE_PER_SECOND = 20;
const SEED = 1;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** As a shell says of a program that a Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Starts the platform, shows it until a signal comes or nobody reads its output, and stops it; gives the exit
 * status.
 */
export async function runPlatform({ reporter, ...options }: Options): Promise<number> {
	const stopping = new AbortController();
	const { signal } = stopping;
	void stopOnSignal(stopping);
	const platform = await startPlatform({
		...options,
		fresh: options.fresh ?? false,
		embedded: options.embedded ?? false,
		processes: options.processes ?? false,
		weights: options.weights,
		env: process.env,
		onCrash: (what) => reporter.note(what),
		onProgress: (what) => reporter.progress(what),
		signal,
	}).catch((error: unknown) => {
		if (!signal.aborted) throw error;
	});
	if (platform === undefined) {
		reporter.note('stopped before it was ready');
		return INTERRUPTED;
	}
	try {
		await show(platform, { ...options, reporter, signal });
	} finally {
		reporter.stopped(await platform.stop());
	}
	return 0;
}

/** Resolves, and aborts, on the first signal, and when standard output is gone; a second signal ends us at once. */
async function stopOnSignal(stopping: AbortController): Promise<void> {
	const gone = new Promise<void>((resolve) => process.stdout.on('error', () => resolve()));
	await Promise.race([gone, ...STOP_SIGNALS.map((name) => once(process, name))]);
	for (const name of STOP_SIGNALS) process.once(name, () => process.exit(1));
	stopping.abort();
}
/** Tells where the platform is, sends it traffic and shows its figures until the signal aborts. */
async function show(
	platform: Platform,
	{
		reporter,
		signal,
		traffic,
		json,
	}: Pick<Options, 'reporter' | 'traffic' | 'json'> & { signal: AbortSignal },
): Promise<void> {
	reporter.started(platform, curlFor(platform));
	const { live } = platform.stores;
	const doubt = live.own ? undefined : await missingDurability(live.url);
	if (doubt !== undefined) reporter.note(`note: ${doubt}`);
	const sending = traffic ? gentleTraffic(platform, reporter, signal) : undefined;
	const watch = async () => {
		reporter.ready(platform);
		await watchPlatform({ urls: platform.urls, out: process.stdout, json, signal });
		reporter.stopping();
	};
	await Promise.all([watch(), sending]);
}

function curlFor({ urls }: Platform): string {
	const example = { name: 'Ana Tzoc', location: 'Sololá', age: 34, vaccine_type: 'Moderna', n_dose: 1 };
	return `curl -i ${urls.entry}/ -H 'content-type: application/json' -d '${JSON.stringify(example)}'`;
}

/** Made-up vaccinations, but never into a store that somebody else began. */
function gentleTraffic(
	{ urls, stores }: Platform,
	reporter: Reporter,
	signal: AbortSignal,
): Promise<unknown> | undefined {
	if (!stores.records.own || !stores.live.own) return undefined;
	reporter.note(
		`made-up traffic: ${GENTLE_PER_SECOND} a second, from traffic/traffic.json (--no-traffic leaves it out)`,
	);
	return runTraffic({
		target: urls.entry,
		source: readTrafficFile(DEFAULT_TRAFFIC_FILE),
		model: { kind: 'open', ratePerSecond: GENTLE_PER_SECOND },
		durationMs: Number.POSITIVE_INFINITY,
		seed: SEED,
		signal,
	});
}
