import { setTimeout as sleep } from 'node:timers/promises';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { ServiceError } from '@canario/service-kit/service-error';
import { Command, Option } from 'commander';
import { adminOf } from '../admin-client.ts';
import { readPlatformFile } from '../platform-file.ts';
import { dataOption, durationOption } from '../traffic/options.ts';
import { readSnapshot } from '../up/snapshot.ts';
import { liveView } from '../up/view.ts';
import { jsonOption, statsOption, targetOption } from './place-options.ts';

interface Options {
	readonly data: string;
	readonly stats?: string;
	readonly target?: string;
	readonly wait: number;
	readonly json?: boolean;
}

/** `./canario stats`: shows the live statistics, or has them built anew from the record store. */
export function statsCommand(): Command {
	return new Command('stats')
		.description('show the live statistics, or rebuild them from the record store')
		.addCommand(showCommand())
		.addCommand(rebuildCommand());
}

const statsUrl = ({ stats, data }: Options) => stats ?? readPlatformFile(data).urls.stats;

function showCommand(): Command {
	return new Command('show')
		.description('print the statistics as they are now')
		.addOption(statsOption())
		.addOption(dataOption())
		.addOption(jsonOption('the whole snapshot'))
		.action(async (options: Options) => print(await readSnapshot(statsUrl(options)), options));
}

function rebuildCommand(): Command {
	return new Command('rebuild')
		.description('build the statistics anew from the record store, while traffic goes on')
		.addOption(targetOption())
		.addOption(statsOption())
		.addOption(dataOption())
		.addOption(
			new Option('--wait <duration>', 'for the rebuild to end')
				.argParser(durationOption)
				.default(60_000, '60s'),
		)
		.addOption(jsonOption('the rebuilt snapshot'))
		.action(async (options: Options) => {
			const url = statsUrl(options);
			const askedAtMs = Date.now();
			await adminOf(options, process.env)('POST', '/stats/rebuild');
			if (!options.json)
				process.stderr.write('rebuilding: waiting for writes under way, then summing the record store …\n');
			print(await rebuilt(url, askedAtMs, options.wait), options);
		});
}

/** The first snapshot that was checked after `askedAtMs`. */
async function rebuilt(url: string, askedAtMs: number, waitMs: number): Promise<StatsSnapshot> {
	const endsAtMs = performance.now() + waitMs;
	for (;;) {
		const snapshot = await readSnapshot(url);
		if (snapshot.built && (snapshot.ledger.checkedAtMs ?? 0) > askedAtMs) return snapshot;
		if (performance.now() > endsAtMs) {
			throw new ServiceError(
				'deadline_exceeded',
				`not rebuilt within ${waitMs / 1000} s: is a subscriber running, and its record store there?`,
			);
		}
		await sleep(200);
	}
}

function print(snapshot: StatsSnapshot, { json }: Options): void {
	console.log(json ? JSON.stringify(snapshot, undefined, '\t') : liveView(snapshot, Date.now()));
}
