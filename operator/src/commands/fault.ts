import { type Fault, faultSchema } from '@canario/contracts/fault';
import { isLane, type Lane } from '@canario/contracts/lane';
import { ServiceError } from '@canario/service-kit/service-error';
import { understood } from '@canario/split-targets/understood';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { adminOf } from '../admin-client.ts';
import { delayOption, durationWithin, shareOption } from '../faults/fault-options.ts';
import { faultText } from '../faults/fault-text.ts';
import { dataOption } from '../traffic/options.ts';
import { jsonOption, targetOption } from './place-options.ts';
import { type ByOptions, byOf, byOption } from './split-options.ts';

interface Options extends ByOptions {
	readonly json?: boolean;
}

interface SetOptions extends Options {
	readonly errors?: number;
	readonly delay?: ReturnType<typeof delayOption>;
	readonly durableDelay?: number;
	readonly drop?: number;
	readonly hang?: boolean;
	readonly for?: number;
	readonly reason?: string;
}

const HELP = `
A fault is set on a lane and does what it says to each vaccination there, and to nothing else: health, metrics and the
admin listener are never touched. It ends by itself, and the lanes know of it within a quarter of a second. A lane has
one fault; setting another takes its place. Viewers see it on the page; the records keep who set it, and why.

Examples:
  ./canario fault set green --errors 10% --delay 200ms±50 --for 2m --reason "what do senders hear?"
  ./canario fault set blue --durable-delay 250ms
  ./canario fault set green --hang --for 30s
  ./canario fault list
  ./canario fault clear green`;

/** `./canario fault`: breaks a lane on purpose, for a while. */
export function faultCommand(): Command {
	return new Command('fault')
		.description('break a lane on purpose, for a while')
		.addHelpText('after', HELP)
		.addCommand(setCommand())
		.addCommand(listCommand())
		.addCommand(clearCommand());
}

const laneArgument = (name: string) => new Argument(name, 'blue or green').argParser(laneOption);

function setCommand(): Command {
	return withPlace(
		new Command('set')
			.description('set the fault of a lane, in place of the one that it has')
			.addArgument(laneArgument('<lane>'))
			.addOption(
				new Option('--errors <share>', 'such as 10%: so many of the vaccinations fail (503)').argParser(
					shareOption,
				),
			)
			.addOption(
				new Option('--delay <time>', 'before they are taken: 200ms, or 200ms±50').argParser(delayOption),
			)
			.addOption(
				new Option(
					'--durable-delay <duration>',
					'before each write to the record store, at most 5s',
				).argParser(durationWithin('0s', '5s')),
			)
			.addOption(
				new Option('--drop <share>', 'of what green has taken; with GREEN_DELIVERY=pubsub only').argParser(
					shareOption,
				),
			)
			.option('--hang', 'answer no vaccination at all')
			.addOption(
				new Option('--for <duration>', 'then it ends, 1s to 60m (default: 5m)').argParser(
					durationWithin('1s', '60m'),
				),
			)
			.option('--reason <text>', 'why, for those who come after')
			.addOption(byOption()),
		'the fault',
	).action(async (lane: Lane, options: SetOptions) => {
		const wanted = wantedOf(options);
		const answer = await adminOf(options, process.env)('PUT', `/faults/${lane}`, wanted);
		print([understood(faultSchema, answer)], options);
	});
}

function listCommand(): Command {
	return withPlace(
		new Command('list').description('print what the lanes suffer just now'),
		'the faults',
	).action(async (options: Options) => {
		const answer = await adminOf(options, process.env)('GET', '/faults');
		const { faults } = understood(z.object({ faults: z.array(faultSchema) }), answer);
		print(faults, options, { none: 'no lane has a fault' });
	});
}

function clearCommand(): Command {
	return withPlace(
		new Command('clear')
			.description('end the fault of a lane, or all')
			.addArgument(laneArgument('[lane]'))
			.addOption(byOption()),
		'what was ended',
	).action(async (lane: Lane | undefined, options: Options) => {
		const path = lane === undefined ? '/faults' : `/faults/${lane}`;
		const answer = await adminOf(options, process.env)('DELETE', path, { by: byOf(options) });
		const { cleared } = understood(z.object({ cleared: z.array(faultSchema) }), answer);
		print(cleared, options, { none: 'there was no fault to end', before: 'ended: ' });
	});
}

const withPlace = (command: Command, what: string) =>
	command.addOption(targetOption()).addOption(dataOption()).addOption(jsonOption(what));

/** What the entry is asked for: it has the defaults and the bounds. */
function wantedOf(options: SetOptions): object {
	const { errors, delay, durableDelay: durableDelayMs, drop, hang, for: forMs, reason } = options;
	const effects = { errors, ...delay, durableDelayMs, drop, hang };
	if (Object.values(effects).every((value) => value === undefined)) {
		throw new ServiceError(
			'invalid_input',
			'say what is to go wrong: --errors, --delay, --durable-delay, --drop or --hang',
		);
	}
	return { ...effects, forMs, reason, by: byOf(options) };
}

function laneOption(text: string): Lane {
	if (isLane(text)) return text;
	throw new InvalidArgumentError('Expected blue or green.');
}

function print(
	faults: readonly Fault[],
	{ json }: Options,
	told: { readonly none?: string; readonly before?: string } = {},
): void {
	if (json) console.log(JSON.stringify({ faults }, undefined, '\t'));
	else if (faults.length === 0) console.log(told.none);
	else for (const fault of faults) console.log(`${told.before ?? ''}${faultText(fault, Date.now())}`);
}
