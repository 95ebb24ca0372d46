import { isLane, type Lane } from '@canario/contracts/lane';
import { formatDuration } from '@canario/service-kit/duration';
import { ServiceError } from '@canario/service-kit/service-error';
import { type RampEnd, type RampPlan, ramp, stepsOf } from '@canario/traffic-split/ramp';
import type { SplitTarget } from '@canario/traffic-split/split-target';
import { Command, InvalidArgumentError, Option } from 'commander';
import { changeLine, weightsWords } from '../split/split-text.ts';
import { durationOption, wholeOption } from '../traffic/options.ts';
import { stopOnSignals } from '../traffic/stop-on-signals.ts';
import { jsonOption } from './place-options.ts';
import { byOption, reasonOption } from './split-options.ts';
import {
	addSplitOptions,
	entryVersion,
	type SplitOptions,
	splitTargetOf,
	versionOption,
} from './split-target-options.ts';

interface Options extends SplitOptions {
	readonly to: Pick<RampPlan, 'lane' | 'percent'>;
	readonly step: number;
	readonly every: number;
	readonly reason: string;
	readonly ifVersion?: string;
	readonly json?: boolean;
}

const HELP = `
Each step is a change of its own, made only if nobody else changed the weights since the one before. It looks at nothing
but that: errors do not stop it. Ctrl-C leaves the weights where they are.
Exit status: 0 at the end, 1 when somebody else changed the weights or a step was not made, 130 after Ctrl-C.

Examples:
  ./canario split ramp --to green=100 --step 10 --every 30s --reason "green has proved itself"
  ./canario split ramp --to green=0 --step 50 --every 5s --reason "back to blue"`;

/** `./canario split ramp`: moves the weights in steps. */
export function rampCommand(): Command {
	const command = new Command('ramp')
		.description('move the weights in steps')
		.addOption(
			new Option('--to <lane=percent>', 'share of a lane in the end, for example green=100')
				.argParser(destinationOption)
				.makeOptionMandatory(),
		)
		.addOption(
			new Option('--step <points>', 'percentage points of each step')
				.argParser(wholeOption(1, 100))
				.default(10),
		)
		.addOption(
			new Option('--every <duration>', 'pause between two steps')
				.argParser(durationOption)
				.default(30_000, '30s'),
		)
		.addOption(reasonOption().makeOptionMandatory())
		.addOption(versionOption('--if-version', 'only if the split has this version still'))
		.addOption(byOption());
	return addSplitOptions(command)
		.addOption(jsonOption('a line for each step and one for the end'))
		.addHelpText('after', HELP)
		.action(run);
}

function destinationOption(text: string): { lane: Lane; percent: number } {
	const [lane, percent] = text.split('=');
	if (isLane(lane) && /^\d{1,3}$/.test(percent ?? '') && Number(percent) <= 100) {
		return { lane, percent: Number(percent) };
	}
	throw new InvalidArgumentError('Expected a lane and its share in whole percent, for example green=100.');
}

async function run(options: Options): Promise<void> {
	const opened = await splitTargetOf(options, process.env);
	if (opened.kind === 'object') await rampOn(opened.target, options.ifVersion, options);
	else await rampOn(opened.target, entryVersion(options.ifVersion), options);
}

async function rampOn<Version extends number | string>(
	target: SplitTarget<Version>,
	ifVersion: Version | undefined,
	{ to, step, every: everyMs, reason, json }: Options,
): Promise<void> {
	const plan: RampPlan = { ...to, step, everyMs, reason };
	const from = await target.read();
	if (from.revertAtMs !== undefined) {
		throw new ServiceError(
			'conflict',
			`version ${from.version} goes back by itself unless it is confirmed: first ./canario split confirm, or undo`,
		);
	}
	if (!json) console.log(intention(plan, from));
	const { signal, end } = stopOnSignals();
	try {
		const begin = { ...from, version: ifVersion ?? from.version };
		const ended = await ramp(target, begin, plan, {
			onStep(state, index, steps) {
				const line = `${index}/${steps}  ${weightsWords(state.weights)}  version ${state.version}`;
				console.log(json ? JSON.stringify({ step: index, steps, ...state }) : line);
			},
			onTrouble: ({ message }) => process.stderr.write(`${message}: trying again …\n`),
			tellOf: changeLine,
			signal,
		});
		conclude(ended, json);
	} finally {
		end();
	}
}

function intention(
	plan: RampPlan,
	from: { weights: { blue: number; green: number }; version: number | string },
): string {
	const steps = stepsOf(from.weights, plan).length;
	const now = `version ${from.version} has ${weightsWords(from.weights)}`;
	if (steps === 0) return `${now}: nothing to do`;
	const time = formatDuration((steps - 1) * plan.everyMs);
	return `${now}; ${steps} ${steps === 1 ? 'step' : 'steps'} to ${plan.lane} ${plan.percent} %, in ${time}; Ctrl-C stops it`;
}

const WHAT = {
	changed: 'somebody else changed the weights',
	failed: 'the step was not made',
	unknown: 'no answer to the next step, and nobody knows whether it was made',
} as const;

function conclude(ended: RampEnd<number | string>, json: boolean | undefined): void {
	const { kind, state } = ended;
	if (json) console.log(JSON.stringify({ ended: kind, ...state, ...('why' in ended && { why: ended.why }) }));
	process.exitCode = { done: 0, changed: 1, failed: 1, unknown: 1, stopped: 130 }[kind];
	if (json || kind === 'done') return;
	const at = `${weightsWords(state.weights)} (version ${state.version})`;
	if ('why' in ended) {
		throw new ServiceError(
			ended.kind === 'changed' ? 'stale_version' : 'unavailable',
			`the ramp ended at ${at}: ${WHAT[ended.kind]}: ${ended.why}; the weights were left alone; ./canario split get shows them`,
		);
	}
	console.log(`stopped; the weights stay at ${at}; the same command goes on from there`);
}
