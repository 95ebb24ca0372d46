import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { COMPILED } from './compiled.ts';
import { type Environment, TOKEN } from './instances.ts';
import { type Child, startChild } from './servers/child.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** With this very Node and the redis-server of the tests on the PATH, and stores of nobody else. */
const ENVIRONMENT: Environment = {
	...COMPILED,
	PATH: [dirname(process.execPath), dirname(process.env.CANARIO_REDIS_SERVER ?? '/'), process.env.PATH].join(
		delimiter,
	),
	MONGODB_URL: '',
	REDIS_URL: '',
	CANARIO_TOKEN: TOKEN,
	// short times, so that healing can be waited for
	MIN_IDLE_MS: '3000',
	CHECK_EVERY_MS: '500',
	STATS_SETTLE_MS: '2500',
};

/** What a command printed, and how it ended. */
export interface Ran {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs `./canario` with these words, to its end. */
export function canario(words: readonly string[], env: Environment = {}): Promise<Ran> {
	return new Promise((resolveRan) => {
		const options = { env: { ...process.env, ...ENVIRONMENT, ...env }, timeout: 60_000 };
		const [program, ...first] = frontDoor();
		execFile(program, [...first, ...words], options, (error, stdout, stderr) => {
			resolveRan({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
		});
	});
}

/** Starts `./canario up` with these words and waits for its line "ready". */
export function startUp(words: readonly string[], env: Environment = {}): Promise<Child> {
	return startCanario(['up', ...words], /^ready http/m, env);
}

/** Starts `./canario` with these words and waits until it printed what says that it is ready. */
export function startCanario(words: readonly string[], ready: RegExp, env: Environment = {}): Promise<Child> {
	const [command, ...first] = frontDoor();
	return startChild({
		name: `./canario ${words[0]}`,
		command,
		args: [...first, ...words],
		env: { ...ENVIRONMENT, ...env },
		ready: async (_pid, output) => ready.test(output),
		readyWithinMs: 60_000,
	});
}

/** `./canario`; or, where it would install dependencies first, what it hands over to: no test may set that off. */
function frontDoor(): readonly [string, ...string[]] {
	const stamp = join(
		ROOT,
		'node_modules',
		`.canario-lock.${execFileSync('uname', ['-s', '-m'], { encoding: 'utf8' }).trim().replace(' ', '-')}.json`,
	);
	const installed =
		existsSync(stamp) &&
		readFileSync(stamp, 'utf8') === readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
	if (installed) return [join(ROOT, 'canario')];
	const flags = ['--disable-warning=ExperimentalWarning', '--disable-proto=delete'];
	return [process.execPath, ...flags, join(ROOT, 'operator/src/main.ts')];
}
