import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { forecastOf } from '@canario/canary/forecast';
import { planFileSchema } from '@canario/canary/plan-file-schema';
import { Argument, Command } from 'commander';
import { plannedBy } from '../canary/plan-options.ts';
import { planText } from '../canary/plan-text.ts';
import { presentFigures, type StatsPlace } from '../canary/present-figures.ts';
import { dataOption } from '../traffic/options.ts';
import { printJson } from './canary-options.ts';
import { jsonOption, statsOption, targetOption } from './place-options.ts';
import { readSource } from './split-sources.ts';

const DOCS = resolve(import.meta.dirname, '../../../docs');
const SCHEMA = 'canary-plan.schema.json';

const EXAMPLES = ['careful', 'quick', 'blue-green'] as const;
type Example = (typeof EXAMPLES)[number];

const HELP = `
check prints the plan with its defaults filled in and, where a platform runs, about how long it would take there; or every
line and column at which something is wrong (exit status 1). docs/canary.md says what each field means.

Examples:
  ./canario canary plan example > plan.yaml
  ./canario canary plan check plan.yaml
  ./canario canary plan schema > canary-plan.schema.json`;

/** `./canario canary plan`: what is to be known of plan files. */
export function planCommand(): Command {
	const command = new Command('plan')
		.description('check plan files, and show how they are written')
		.addHelpText('after', HELP)
		.addCommand(checkCommand())
		.addCommand(
			new Command('schema')
				.description('print the JSON Schema of a plan')
				.action(() => printJson(planFileSchema())),
		)
		.addCommand(exampleCommand());
	for (const one of command.commands)
		one.showHelpAfterError(`(./canario canary plan ${one.name()} --help shows how)`);
	return command;
}

function checkCommand(): Command {
	return new Command('check')
		.description('look for what is wrong with a plan file, and say what it means')
		.argument('<file>', 'YAML or JSON; - is standard input')
		.addOption(targetOption())
		.addOption(statsOption())
		.addOption(dataOption())
		.addOption(jsonOption('{plan, forecast}, the plan with its defaults,'))
		.action(async (file: string, options: StatsPlace & { readonly json?: boolean }) => {
			const { plan } = plannedBy({}, await readSource(file));
			const figures = await presentFigures(options);
			const forecast = figures && forecastOf(plan, figures);
			if (options.json) return printJson({ plan, forecast });
			console.log(planText(plan, forecast));
		});
}

function exampleCommand(): Command {
	return new Command('example')
		.description('print a plan to begin with')
		.addArgument(new Argument('[name]', 'which').choices(EXAMPLES).default('careful'))
		.action(async (name: Example) => {
			const text = await readFile(join(DOCS, 'plans', `${name}.yaml`), 'utf8');
			// where it is written to is most likely where one is
			process.stdout.write(text.replace(`../${SCHEMA}`, relative('.', join(DOCS, SCHEMA))));
		});
}
