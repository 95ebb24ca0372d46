import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport, type TestReport } from './vitest-report.ts';

export interface VitestRun {
	readonly root: string;
	/** Projects of vitest.config.ts. */
	readonly projects: readonly string[];
	/** Parts of file names; all files unless told. */
	readonly patterns: readonly string[];
	readonly env: NodeJS.ProcessEnv;
	/** Where the readable report goes. */
	readonly humanOutput: 'stdout' | 'stderr';
}

/** Runs vitest with its readable report on the terminal, and counts what it did. */
export async function runVitest(run: VitestRun): Promise<TestReport> {
	const scratch = await mkdtemp(join(tmpdir(), 'canario-vitest-'));
	const jsonFile = join(scratch, 'report.json');
	try {
		const status = await spawnVitest(run, jsonFile);
		return readReport(await readFile(jsonFile, 'utf8').catch(() => undefined), status, run.root);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

async function spawnVitest(run: VitestRun, jsonFile: string): Promise<number | undefined> {
	const { root, projects, patterns, env, humanOutput } = run;
	const args = [
		join(root, 'node_modules', 'vitest', 'vitest.mjs'),
		'run',
		// The default writes a compiled copy into node_modules first.
		'--configLoader=native',
		// a project may be in parts, such as e2e-alone
		...projects.map((project) => `--project=${project}*`),
		...['--reporter=default', '--reporter=json', `--outputFile.json=${jsonFile}`],
		...patterns,
	];
	const stdio = ['ignore', humanOutput === 'stdout' ? 1 : 2, 2] as const;
	const vitest = spawn(process.execPath, args, { cwd: root, env, stdio: [...stdio] });
	// Ctrl-C reaches vitest as well: it stops its servers, then this process learns how it ended.
	const wait = () => undefined;
	process.on('SIGINT', wait);
	try {
		const [status] = (await once(vitest, 'close')) as [number | null];
		return status ?? undefined;
	} finally {
		process.off('SIGINT', wait);
	}
}
