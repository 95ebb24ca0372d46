// What `./canario bench` runs; see operator/src/commands/bench.ts for the command.
import { z } from 'zod';
import { printList, runBench, toolsOf } from './bench.ts';
import { unknownNames } from './rows.ts';
import { runSimulation } from './simulation/run-simulation.ts';

/** The one argument, JSON. */
const request = z.object({
	/** `needs` prints the programs that the rows need; `simulate` measures nothing of this machine. */
	do: z.enum(['run', 'list', 'needs', 'simulate']),
	names: z.array(z.string()),
	rounds: z.int().positive(),
	seconds: z.number().positive(),
	json: z.boolean(),
	/** Of each kind that is simulated. */
	canaries: z.int().positive(),
	seed: z.int(),
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
// whoever started us is gone
process.once('disconnect', () => process.exit(130));
process.channel?.unref();

const asked = request.parse(JSON.parse(process.argv[2] ?? ''));
const unknown = unknownNames(asked.names);
if (unknown.length > 0) {
	console.error(`canario: no row is called ${unknown.join(', ')}; ./canario bench --list prints them all`);
	process.exit(1);
}
if (asked.do === 'needs') console.log(JSON.stringify(toolsOf(asked.names)));
else if (asked.do === 'list') printList(asked.names, asked.json);
else if (asked.do === 'simulate') await runSimulation(asked);
else process.exitCode = await runBench(asked, process.env);
