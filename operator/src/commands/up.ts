import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { dataOption, wholeOption } from '../traffic/options.ts';
import { type Reporter, reporterFor } from '../up/reporter.ts';

interface Options {
	readonly data: string;
	readonly fresh?: boolean;
	readonly embedded?: boolean;
	readonly processes?: boolean;
	readonly portBase: number;
	readonly host: string;
	readonly weights?: string;
	readonly operate?: boolean;
	readonly traffic: boolean;
	readonly json?: boolean;
}

const HELP = `
Stores: MONGODB_URL and REDIS_URL where they are set; else private servers, where mongod and redis-server are on
the PATH; else embedded ones. What runs keeps its data under --data and finds it again at the next start.

Every environment variable of a service (see the services' README.md) may be set here, for example
GREEN_DELIVERY=pubsub for the classroom mode.

The page's view Operate asks for a token and hands it to the admin listener, which itself stays on loopback. With
--host, whoever reaches the page could try tokens there, and tokens would cross the network unencrypted: so it is
off then. Turn it on by --operate behind something that speaks TLS, or in a network that you trust.

Examples:
  ./canario up
  ./canario up --processes --fresh
  ./canario up --weights blue=90,green=10 --no-traffic
  MONGODB_URL=mongodb://127.0.0.1:27017/canario REDIS_URL=redis://127.0.0.1:6379 ./canario up`;

/** `./canario up`: starts everything, shows what happens, stops everything. */
export function upCommand(): Command {
	return new Command('up')
		.description('start the whole platform and watch it; Ctrl-C drains and stops it')
		.addOption(dataOption())
		.option('--fresh', 'delete the data directory first')
		.option('--embedded', 'take the embedded stores, whatever else there is')
		.option(
			'--processes',
			'one process for each service (needs a Redis); a process that dies is started again',
		)
		.addOption(
			new Option('--port-base <n>', 'move all ports: 4000 puts the entry on 4050')
				.argParser(wholeOption(1024, 65_000))
				.default(3000),
		)
		.option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in', '127.0.0.1')
		.option(
			'--weights <weights>',
			'weights of a new data directory, for example blue=90,green=10; else the last ones go on',
		)
		.option(
			'--operate',
			'offer operating on the page also where --host lets other machines in (see below); on loopback it is',
		)
		.option('--no-traffic', 'do not send made-up vaccinations')
		.option('--json', 'print events and figures as JSON lines')
		.addHelpText('after', HELP)
		.action(async (options: Options) => {
			// the services take half a second to load, which other commands need not wait for
			const { runPlatform } = await import('../up/run-platform.ts');
			const reporter: Reporter = reporterFor(process.stdout, options.json ?? false);
			try {
				process.exitCode = await runPlatform({
					...options,
					dataDir: resolve(options.data),
					json: options.json ?? false,
					reporter,
				});
			} finally {
				// a socket that some client keeps open must not keep us; an error is told before that
				setImmediate(() => process.exit());
			}
		});
}
