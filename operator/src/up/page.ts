import { existsSync, globSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { withFileLock } from '../toolchain/file-lock.ts';
import { runCommand } from '../toolchain/run-command.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const WEB = join(ROOT, 'web');
const BUILT = join(WEB, 'dist');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

/** What the page is made of, folders too: one of them is newer when a file in it has gone. */
const SOURCES = [
	'web/{src,public,build}/**',
	'web/{index.html,package.json,vite.config.ts}',
	'packages/{canary,contracts,service-kit,statistics,traffic-split}/src/**',
	'docs/plans/*.yaml',
];

/**
 * Builds the page when it is missing or older than what it is made of; one process at a time, and in one step for
 * those who serve it meanwhile.
 *
 * @param say hears that it is being built, and how long that took.
 * @throws {ServiceError} `unavailable`, with the way out, when it cannot be built.
 */
export async function ensurePage(say: (line: string) => void): Promise<void> {
	if (isBuilt()) return;
	await withFileLock(join(ROOT, '.canario/page.lock'), async () => {
		if (isBuilt()) return;
		say('building the page …');
		say(`built the page in ${(await build()).toFixed(1)} s`);
	});
}

function isBuilt(): boolean {
	const index = join(BUILT, 'index.html');
	return existsSync(index) && !isNewer(statSync(index).mtimeMs);
}

/** Whether anything that the page is made of changed after `builtMs`; tests do not count. */
function isNewer(builtMs: number): boolean {
	const files = globSync(SOURCES, { cwd: ROOT, exclude: (path) => path.endsWith('.test.ts') });
	return files.some((file) => statSync(join(ROOT, file)).mtimeMs > builtMs);
}

/** Gives the seconds that it took. */
async function build(): Promise<number> {
	const startedAt = new Date();
	const [fresh, old] = [`${BUILT}.new`, `${BUILT}.old`];
	const { status, output, durationMs } = await runCommand(
		process.execPath,
		[VITE, 'build', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'warn'],
		{ cwd: WEB, env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' } },
	);
	if (status !== 0) throw new ServiceError('unavailable', `the page cannot be built: ${whyNot(output)}`);
	// what is changed while it is built is newer than the page
	utimesSync(join(fresh, 'index.html'), startedAt, startedAt);
	rmSync(old, { recursive: true, force: true });
	if (existsSync(BUILT)) renameSync(BUILT, old);
	renameSync(fresh, BUILT);
	rmSync(old, { recursive: true, force: true });
	return durationMs / 1000;
}

const whyNot = (output: string) =>
	existsSync(VITE)
		? `${output.trim()}\ncorrect it, or name a built page by WEB_ROOT`
		: 'vite is missing: npm ci brings it, or WEB_ROOT names a built page';
