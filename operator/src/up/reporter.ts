import { isAbsolute, relative } from 'node:path';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import type { Platform } from './platform.ts';
import { ledgerText } from './view.ts';

/** Tells a person, or a program, what `up` does. */
export interface Reporter {
	/** Before it runs. */
	progress(text: string): void;
	started(platform: Platform, curl: string): void;
	ready(platform: Platform): void;
	note(text: string): void;
	stopping(): void;
	stopped(last: StatsSnapshot | undefined): void;
}

export function reporterFor(out: NodeJS.WriteStream, json: boolean): Reporter {
	const line = (text: string) => void out.write(`${text}\n`);
	return json ? jsonReporter(line) : textReporter(line);
}

function textReporter(line: (text: string) => void): Reporter {
	const row = (name: string, text: string) => line(`${name.padEnd(19)}${text}`);
	return {
		progress: line,
		started({ dataDir, stores: { records, live }, urls, services }, curl) {
			const pidOf = (name: string) => {
				const pid = services.find((service) => service.name === name)?.pid;
				return pid === undefined ? '' : `  (pid ${pid})`;
			};
			row('page', `${urls.page}${pidOf('web')}`);
			row('data', `${shortPath(dataDir, process.cwd())}`);
			row('records', `${records.what} (${records.why})`);
			row('live and stream', `${live.what} (${live.why})`);
			row('realtime-ws', `${urls.stats}/api/stats${pidOf('realtime-ws')}`);
			row('dummy-splitter', `${urls.entry}, admin ${urls.admin}${pidOf('dummy-splitter')}`);
			row('blue-grpc', `${urls.blue}${pidOf('blue-grpc')}`);
			row('green-redis', `${urls.green}${pidOf('green-redis')}`);
			row('subscriber', `${urls.subscriber}${pidOf('subscriber')}`);
			row('canary-controller', `${urls.canary}${pidOf('canary-controller')}`);
			line(`\n${curl}\n`);
		},
		ready: ({ urls }) => line(`ready ${urls.page}`),
		note: line,
		stopping: () => line('\nstopping: no more intake, then what is in flight …'),
		stopped: (last) =>
			line(
				last
					? `${ledgerText(last.ledger, Date.now())}\nstopped`
					: 'stopped; the last figures could not be read',
			),
	};
}

/** As it looks from `cwd` where it lies below that, else as it is. */
export function shortPath(path: string, cwd: string): string {
	const short = relative(cwd, path);
	return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

function jsonReporter(line: (text: string) => void): Reporter {
	const event = (name: string, content: object = {}) => line(JSON.stringify({ event: name, ...content }));
	return {
		progress: (text) => event('progress', { text }),
		started: ({ dataDir, stores: { records, live }, urls, services }, curl) =>
			event('started', {
				dataDir,
				records: { what: records.what, why: records.why },
				live: { what: live.what, why: live.why },
				urls,
				services: services.map(({ name, pid }) => ({ name, pid })),
				curl,
			}),
		ready: ({ urls }) => event('ready', { page: urls.page, entry: urls.entry }),
		note: (text) => event('note', { text }),
		stopping: () => event('stopping'),
		stopped: (last) => event('stopped', { ledger: last?.ledger ?? null }),
	};
}
