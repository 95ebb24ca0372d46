import type { Conversion } from '@canario/traffic-split/convert';
import { convertAll } from '@canario/traffic-split/convert-all';
import { parse } from '@canario/traffic-split/parse';
import { manifestOf, renderAll } from '@canario/traffic-split/render';
import { DIALECTS, type Dialect } from '@canario/traffic-split/split';
import { Command, Option } from 'commander';
import { wholeOption } from '../traffic/options.ts';
import { noSplitError, readSource } from './split-sources.ts';

interface Options {
	readonly to: Dialect;
	readonly port?: number;
	readonly json?: boolean;
}

const HELP = `
Prints YAML on standard output and on standard error what is lost. Every split of FILE is converted, nothing else of it.
A route needs a port: --port, else that of the apex's Service if FILE has it too and it has one port only.
Exit status: 0, or 1 when something cannot be read or converted; nothing is printed then. docs/splits.md has it all.

Examples:
  ./canario split convert split.yaml --to gateway/v1 --port 3050
  kubectl get trafficsplit -A -o yaml | ./canario split convert - --to smi/v1alpha2`;

/** `./canario split convert`: a split in another dialect. */
export function convertCommand(): Command {
	return new Command('convert')
		.description('write a TrafficSplit or an HTTPRoute in another dialect, and say what that loses')
		.argument('<file>', 'YAML or JSON, one document or several; - is standard input')
		.addOption(new Option('--to <dialect>', 'to be written').choices(DIALECTS).makeOptionMandatory())
		.addOption(
			new Option('--port <port>', 'of the apex and its leaves, for a route').argParser(
				wholeOption(1, 65_535),
			),
		)
		.option('--json', 'print {to, documents, lost} as JSON, and nothing else')
		.addHelpText('after', HELP)
		.action(async (file: string, options: Options) => {
			const parsed = parse(await readSource(file));
			const conversions = convertAll(parsed, options);
			if (conversions.length === 0) throw noSplitError([file]);
			print(conversions, options);
		});
}

function print(conversions: readonly Conversion[], { to, json }: Options): void {
	if (json) {
		const documents = conversions.map(({ split }) => manifestOf(split, to));
		const lost = conversions.flatMap(({ split, lost: all }) =>
			all.map((loss) => ({ split: split.name, ...loss })),
		);
		console.log(JSON.stringify({ to, documents, lost }, undefined, '\t'));
		return;
	}
	process.stdout.write(renderAll(conversions, to));
	for (const { split, lost } of conversions) {
		for (const { what, effect, line } of lost) {
			const where = line === undefined ? '' : ` (line ${line})`;
			process.stderr.write(`lost of ${split.name}: ${what}${where}: ${effect}\n`);
		}
	}
}
