import { spawnSync } from 'node:child_process';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { ROOT } from '../processes/place.ts';

/** Where and of what a run was made. */
export function machine(tools: Readonly<Record<string, string>>) {
	return {
		date: new Date().toISOString(),
		commit: output('git', ['-C', ROOT, 'rev-parse', '--short', 'HEAD']),
		system: `${platform()} ${release()} ${arch()}`,
		cores: cpus().length,
		cpu: cpus()[0]?.model.trim() ?? '',
		memoryGb: Math.round(totalmem() / 2 ** 30),
		/** What else wanted the cores in the last minute before. */
		loadBefore: loadavg()[0] ?? 0,
		versions: {
			node: process.version,
			...Object.fromEntries(Object.entries(tools).map(([name, path]) => [name, versionOf(path)])),
		},
	};
}

/** What the program says of itself, or its path does; else the path. */
function versionOf(path: string): string {
	const said = path.endsWith('nginx') ? output(path, ['-v']) : output(path, ['--version']);
	return VERSION.exec(said)?.[0] ?? VERSION.exec(path)?.[0] ?? path;
}

const VERSION = /\d+\.\d+\.\d+\w*/;

function output(command: string, args: readonly string[]): string {
	const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
	return status === 0 ? `${stdout}${stderr}`.trim() : '';
}
