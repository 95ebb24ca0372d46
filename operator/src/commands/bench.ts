import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { Command, Option } from 'commander';
import { ensureNginx } from '../toolchain/nginx.ts';
import { ensureRedisServer } from '../toolchain/redis-server.ts';
import { runCommand } from '../toolchain/run-command.ts';
import { ensureSecantusDb } from '../toolchain/secantusdb.ts';
import { isMissing, type Tool, type ToolContext } from '../toolchain/tool.ts';
import { positiveOption, wholeOption } from '../traffic/options.ts';

interface Options {
	readonly rounds: number;
	readonly seconds: number;
	readonly json?: boolean;
	readonly list?: boolean;
	readonly simulate?: boolean;
	readonly canaries: number;
	readonly seed: number;
}

/** Nothing of ours is imported by operator from bench: it is a program, and is told what to do by one argument. */
const BENCH = resolve(import.meta.dirname, '../../../bench/src/main.ts');
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];

/** Programs that rows may need, the variable by which bench is told where each is, and how to get it. */
const TOOLS: Readonly<Record<string, { variable: string; ensure: (context: ToolContext) => Promise<Tool> }>> =
	{
		'redis-server': { variable: 'CANARIO_REDIS_SERVER', ensure: ensureRedisServer },
		SecantusDB: { variable: 'CANARIO_SECANTUSD', ensure: ensureSecantusDb },
		nginx: { variable: 'CANARIO_NGINX', ensure: ensureNginx },
	};

const HELP = `
Every row is measured in this one run, in turn with its peer, on this machine alone: what counts is the ratio,
its spread over the rounds, and whether its target is met; differences under 25 % are noise. CPU time is that of
the measured processes. All of it takes about fifteen minutes; leave the machine alone meanwhile. bench/README.md
tells how each row is measured.

What a row needs and this machine has not (redis-server, SecantusDB, nginx) is installed where that needs no
question; else the row is skipped, with the reason.

With --simulate nothing of this machine is measured: canaries are simulated, a look each second, to find how often
one that is fine is taken back and how soon one that is not. That takes some minutes, and comes out the same each time.

Exit status: 0 whether targets are met or not; 1 when something could not be measured or went wrong.

Examples:
  ./canario bench
  ./canario bench intake hop
  ./canario bench embedded
  ./canario bench original-embedded --rounds 5 --seconds 10
  ./canario bench --json > results.json
  ./canario bench --simulate`;

/** `./canario bench`: measures the platform against honest peers. */
export function benchCommand(): Command {
	return new Command('bench')
		.description('measure the platform against honest peers, and print the ratios')
		.argument('[name...]', 'rows to measure, or words of their names (default: all of them)')
		.addOption(new Option('--rounds <n>', 'runs of each side').argParser(wholeOption(1, 100)).default(3))
		.addOption(new Option('--seconds <n>', 'length of each run').argParser(positiveOption).default(5))
		.option('--list', 'print the rows, and measure nothing')
		.option('--json', 'print the results as JSON, and nothing else')
		.option('--simulate', 'simulate canaries: false alarms, power, samples used')
		.addOption(
			new Option('--canaries <n>', 'canaries of each kind that is simulated')
				.argParser(wholeOption(1, 100_000))
				.default(1_000),
		)
		.addOption(
			new Option('--seed <n>', 'of what is simulated').argParser(wholeOption(0, 2_147_483_647)).default(1),
		)
		.addHelpText('after', HELP)
		.action(async (names: readonly string[], options: Options) => {
			const { list = false, simulate = false, json = false, ...numbers } = options;
			const request = { names, json, ...numbers };
			if (simulate) process.exitCode = await run({ do: 'simulate', ...request }, process.env);
			else if (list) process.exitCode = await run({ do: 'list', ...request }, process.env);
			else process.exitCode = await run({ do: 'run', ...request }, await environment(request));
		});
}

/** Tells bench where the programs are that the rows need, and installs what is missing. */
async function environment(request: object): Promise<NodeJS.ProcessEnv> {
	const asked = JSON.stringify({ do: 'needs', ...request });
	const { status, output } = await runCommand(process.execPath, [...NODE_FLAGS, BENCH, asked]);
	if (status !== 0) throw new ServiceError('invalid_input', output.trim().replace(/^canario: /, ''));
	const env = { ...process.env };
	const tell = (line: string) => process.stderr.write(`${line}\n`);
	for (const name of JSON.parse(output) as string[]) {
		const tool = TOOLS[name];
		if (tool === undefined || env[tool.variable]) continue;
		const found = await tool.ensure({ env, tell });
		if (isMissing(found)) tell(`${found.missing}: ${found.wayOut}`);
		else env[tool.variable] = found.path;
	}
	return env;
}

/** Its exit status. A signal that ends us ends it too: it stops what it has started. */
async function run(request: object, env: NodeJS.ProcessEnv): Promise<number> {
	const child = fork(BENCH, [JSON.stringify(request)], { env, execArgv: NODE_FLAGS });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
	const [status] = (await once(child, 'exit')) as [number | null];
	return status ?? 1;
}
