import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import { weightsText } from '@canario/traffic-split/weights';
import { Command, InvalidArgumentError, Option } from 'commander';
import { shownBefore, tellObserved } from '../split/tell-observed.ts';
import { durationOption } from '../traffic/options.ts';
import { addObservedOptions, type ObservedOptions } from './split-observed-options.ts';
import { reasonOption } from './split-options.ts';
import { entryVersion, splitTargetOf } from './split-target-options.ts';

interface Options extends ObservedOptions {
	readonly reason: string;
	readonly revertAfter?: number;
}

const HELP = `
Waits until green's observed share is what was asked (within the 99 % band of chance, of 50 vaccinations or more), and
says how long that took. The change holds from its first line on, whatever comes then.
An object in a cluster is waited for where --stats names the realtime-ws of its platform.
Exit status: 0, also when too little was served to tell; 1 when nothing was changed, or the traffic does not follow.

Examples:
  ./canario split set blue=90 green=10 --reason "green is new"
  ./canario split set blue=0 green=100 --reason "all to green" --revert-after 10m
  ./canario split set blue=50 green=50 --reason "halves" --if-version 4 --no-wait
  ./canario split set blue=90 green=10 --reason "green is new" --target httproute/front --namespace shop --stats http://localhost:3003`;

/** `./canario split set`: changes the weights. */
export function setCommand(): Command {
	const command = new Command('set')
		.description('change the weights, from the next vaccination on')
		.argument('<weights...>', 'for example: blue=90 green=10')
		.addOption(reasonOption().makeOptionMandatory())
		.addOption(
			new Option('--revert-after <duration>', 'go back after 1s to 24h, unless confirmed before').argParser(
				revertOption,
			),
		);
	return addObservedOptions(command)
		.addHelpText('after', HELP)
		.action(async (words: string[], options: Options) => {
			const { reason, ifVersion, revertAfter: revertAfterMs, stats } = options;
			const order = { weights: weightsFrom(words), reason, revertAfterMs };
			const opened = await splitTargetOf(options, process.env);
			if (opened.kind === 'entry') {
				const made = await opened.split.set({ ...order, ifVersion: entryVersion(ifVersion) });
				await tellObserved(made, options);
				return;
			}
			const before = await shownBefore(options);
			const state = await opened.target.compareAndSet({ ...order, ifVersion });
			await tellObserved(state, stats === undefined ? { ...options, wait: false } : options, before);
		});
}

function weightsFrom(words: readonly string[]): Weights {
	const { data, error } = weightsText.safeParse(words.join(' '));
	if (data) return data;
	throw new ServiceError('invalid_input', `the weights cannot be used: ${error.issues[0]?.message}`);
}

function revertOption(text: string): number {
	const ms = durationOption(text);
	if (ms >= 1_000 && ms <= 24 * 3_600_000) return ms;
	throw new InvalidArgumentError('Expected 1s to 24h.');
}
