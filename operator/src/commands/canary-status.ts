import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import { ServiceError } from '@canario/service-kit/service-error';
import { Command, Option } from 'commander';
import type { CanaryAdmin } from '../canary/canary-admin.ts';
import { followCanary } from '../canary/follow-canary.ts';
import { statusText } from '../canary/status-text.ts';
import { placeWords } from '../place-words.ts';
import { wholeOption } from '../traffic/options.ts';
import { type CanaryOptions, printJson, withCanaries, withPlace } from './canary-options.ts';

interface Options extends CanaryOptions {
	readonly watch?: boolean;
	readonly canary?: number;
}

const HELP = `
Every check has its verdict, the values of both lanes, the interval that decides, its limit, its samples and, where it is
undecided, about how many more it needs. docs/canary.md explains them.
Exit status: 0; with --watch that of ./canario canary start.

Examples:
  ./canario canary status
  ./canario canary status --watch
  ./canario canary status --canary 3
  ./canario canary status --json`;

/** `./canario canary status`: where the canary is. */
export function statusCommand(): Command {
	return withPlace(
		new Command('status')
			.description('print where the canary is, its checks, what it waits for and what can be done')
			.addOption(
				new Option('--canary <id>', 'which one (default: the last)').argParser(wholeOption(1, 2 ** 31 - 1)),
			)
			.option('--watch', 'follow it until it ends, or Ctrl-C'),
		'what is known (with --watch a line for each event)',
	)
		.addHelpText('after', HELP)
		.action((options: Options) => withCanaries(options, (admin) => printStatus(admin, options)));
}

async function printStatus(admin: CanaryAdmin, options: Options): Promise<void> {
	const { json, watch } = options;
	const place = placeWords(options);
	const answer = await answerOf(admin, options);
	const { canary } = answer;
	if (watch && canary && !canary.ended) {
		if (!json) console.log(`${statusText(answer, place)}\n`);
		const { events } = await admin.events(1);
		await followCanary(admin, { canary: canary.id, after: events[0]?.seq ?? 0, json, place });
	} else if (json) printJson(answer);
	else console.log(statusText(answer, place));
}

/** What is known of the canary that is meant. Rejects with `not_found` where there was none of that id. */
async function answerOf(admin: CanaryAdmin, options: Options): Promise<CanaryAnswer> {
	const { canary: id } = options;
	const answer = await admin.read();
	if (id === undefined || id === answer.canary?.id) return answer;
	const [canary] = (await admin.history(1, id + 1)).canaries;
	if (canary?.id === id) return { canary, controlled: answer.controlled };
	const list = `./canario canary history${placeWords(options)}`;
	throw new ServiceError('not_found', `there was no canary ${id}: ${list} lists them`);
}
