import { Command, Option } from 'commander';
import type { CanaryAdmin, Wish } from '../canary/canary-admin.ts';
import { statusText } from '../canary/status-text.ts';
import { placeWords } from '../place-words.ts';
import { wholeOption } from '../traffic/options.ts';
import { type CanaryOptions, printJson, withCanaries, withPlace } from './canary-options.ts';
import { byOption, reasonOption } from './split-options.ts';

interface Options extends CanaryOptions {
	readonly reason: string;
	readonly canary?: number;
	readonly full?: boolean;
	readonly step?: number;
}

const WISHES = {
	pause: 'take no further step until it is resumed; failing checks take it back all the same',
	resume: 'go on after a pause, or look on where it is held, with its patience anew',
	promote: 'go to the next step whatever checks and gates say',
	abort: 'go back to the weights before the canary; at once where it goes back step by step already',
} as const satisfies Record<Wish, string>;

const EXAMPLES: Readonly<Record<Wish, string>> = {
	pause: '  ./canario canary pause --reason "lunch"',
	resume: '  ./canario canary resume --reason "back again"',
	promote: `  ./canario canary promote --reason "quiet hour, the logs look well"
  ./canario canary promote --canary 7 --step 2 --reason "the second step has seen enough"
  ./canario canary promote --full --reason "all of it, now"`,
	abort: '  ./canario canary abort --reason "users complain"',
};

/** `./canario canary pause`, `resume`, `promote` and `abort`: what an operator may want of the canary that runs. */
export const wishCommands = (): Command[] => (Object.keys(WISHES) as Wish[]).map(wishCommand);

function wishCommand(wish: Wish): Command {
	const command = new Command(wish).description(WISHES[wish]).addOption(canaryOption());
	if (wish === 'promote') {
		command
			.option('--full', 'to the last step at once, and end')
			.addOption(
				new Option(
					'--step <n>',
					'only if it is at this step still, of the canary that --canary names (default: where it is now)',
				).argParser(wholeOption(1, 50)),
			);
	}
	command.addOption(reasonOption().makeOptionMandatory()).addOption(byOption());
	return withPlace(command, 'what is known')
		.addHelpText('after', `\nExample${wish === 'promote' ? 's' : ''}:\n${EXAMPLES[wish]}`)
		.action((options: Options) =>
			withCanaries(options, async (admin) => {
				const { reason, full, json, ...meant } = options;
				if (meant.step !== undefined && meant.canary === undefined)
					command.error('error: --step needs --canary: another canary has steps of the same numbers');
				const { canary, step } = wish === 'promote' ? await whereItIs(admin, meant) : meant;
				const words = { reason, full, canary, step };
				const answer = await admin.wish(wish, words);
				if (json) printJson(answer);
				else console.log(statusText(answer, placeWords(options)));
			}),
		);
}

const canaryOption = () =>
	new Option('--canary <n>', 'only if this canary is under way still (default: any)').argParser(
		wholeOption(1, Number.MAX_SAFE_INTEGER),
	);

type Where = Pick<Options, 'canary' | 'step'>;

/** Which step is meant: who promotes at the same moment as somebody else means the same one. */
async function whereItIs(admin: CanaryAdmin, { canary, step }: Where): Promise<Where> {
	if (canary !== undefined && step !== undefined) return { canary, step };
	const now = (await admin.read()).canary;
	// of another canary the step means nothing, and it is refused
	if (canary !== undefined && canary !== now?.id) return { canary };
	return now ? { canary: now.id, step: now.step } : {};
}
