import { forecastOf } from '@canario/canary/forecast';
import { LANES } from '@canario/contracts/lane';
import { Command, Option } from 'commander';
import type { CanaryAdmin } from '../canary/canary-admin.ts';
import { followCanary } from '../canary/follow-canary.ts';
import {
	durationText,
	type PlanOptions,
	plannedBy,
	rollbackOption,
	stepsOption,
} from '../canary/plan-options.ts';
import { planText } from '../canary/plan-text.ts';
import { presentFigures } from '../canary/present-figures.ts';
import { statusText } from '../canary/status-text.ts';
import { placeWords } from '../place-words.ts';
import { type CanaryOptions, printJson, withCanaries, withPlace } from './canary-options.ts';
import { statsOption } from './place-options.ts';
import { byOption, reasonOption } from './split-options.ts';
import { readSource } from './split-sources.ts';
import { versionOption } from './split-target-options.ts';

interface Options extends CanaryOptions, PlanOptions {
	readonly plan?: string;
	readonly reason: string;
	readonly ifVersion?: string;
	readonly stats?: string;
	readonly wait: boolean;
}

const HELP = `
Says what will be done, begins, and follows until the canary ends. Checks come from the plan file; without one they are
those that docs/canary.md lists. The options count more than the file.
Ctrl-C ends only the watching: the canary goes on. ./canario canary abort takes it back.
Exit status: 0 promoted, 1 any other end, or not begun at all, 130 after Ctrl-C.

Examples:
  ./canario canary start --to green --steps 5,25,50,100 --every 60s --reason "green is new"
  ./canario canary start --plan docs/plans/careful.yaml --reason "green is new"
  ./canario canary start --plan plan.yaml --every 5m --rollback gradual:10/5s --reason "slowly" --no-wait`;

/** `./canario canary start`: gives a lane more of the traffic, step by step, as long as it does well. */
export function startCommand(): Command {
	const command = new Command('start')
		.description('give a lane more of the traffic, step by step, as long as its checks allow')
		.addOption(new Option('--to <lane>', 'the lane that gets more').choices(LANES))
		.addOption(
			new Option('--steps <shares>', 'its shares, whole percent: 5,25,50,100').argParser(stepsOption),
		)
		.addOption(
			new Option('--every <duration>', 'the least time of a step (default: 60s)').argParser(durationText),
		)
		.addOption(
			new Option(
				'--patience <duration>',
				'so long after its time a step may be undecided before it is held (default: 10m)',
			).argParser(durationText),
		)
		.addOption(
			new Option('--rollback <how>', 'at-once, or gradual:10/5s (default: at-once)').argParser(
				rollbackOption,
			),
		)
		.addOption(
			new Option('--plan <file>', 'YAML or JSON with all of that, checks and hooks; - is standard input'),
		)
		.addOption(reasonOption().makeOptionMandatory())
		.addOption(versionOption('--if-version', 'only if the split has this version still'))
		.addOption(byOption())
		.addOption(new Option('--no-wait', 'do not follow it'))
		.addOption(statsOption());
	return withPlace(command, 'a line for each event (with --no-wait: what was begun)')
		.addHelpText('after', HELP)
		.action(run);
}

type Planned = ReturnType<typeof plannedBy>;

async function run(options: Options, command: Command): Promise<void> {
	if (options.plan === undefined && !(options.to && options.steps)) {
		command.error('error: say where to, with --to and --steps, or with --plan FILE');
	}
	const source = options.plan === undefined ? undefined : await readSource(options.plan);
	const planned = plannedBy(options, source);
	await withCanaries(options, (admin) => begin(admin, options, planned));
}

async function begin(admin: CanaryAdmin, options: Options, { input, plan }: Planned): Promise<void> {
	const { reason, ifVersion, json, wait } = options;
	const place = placeWords(options);
	// one that runs has it refused: then what would be done need not be read
	const { canary: last } = await admin.read();
	if (!json && (last === undefined || last.ended)) {
		const figures = await presentFigures(options);
		console.log(planText(plan, figures && forecastOf(plan, figures)));
	}
	const answer = await admin.start({ plan: input, reason, ifVersion: versionOf(ifVersion) });
	if (wait && answer.canary) {
		if (!json) console.log(`\ncanary ${answer.canary.id} begins; Ctrl-C ends only the watching`);
		await followCanary(admin, { canary: answer.canary.id, json, place });
	} else if (json) printJson(answer);
	else console.log(`\n${statusText(answer, place)}`);
}

/** An entry's versions are numbers, an object's are not. */
const versionOf = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : text);
