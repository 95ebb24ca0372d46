import type { CanaryState } from '@canario/contracts/canary/state';
import { Command, Option } from 'commander';
import { type CanaryAdmin, PAGE } from '../canary/canary-admin.ts';
import { historyTable } from '../canary/history-table.ts';
import { placeWords } from '../place-words.ts';
import { wholeOption } from '../traffic/options.ts';
import { type CanaryOptions, limitOption, printJson, withCanaries, withPlace } from './canary-options.ts';

interface Options extends CanaryOptions {
	readonly limit: number;
	readonly before?: number;
}

/** `./canario canary history`: every canary there was. */
export function historyCommand(): Command {
	return withPlace(
		new Command('history')
			.description('print the canaries, newest first: when, who, to, how far, how they ended and why')
			.addOption(limitOption(20))
			.addOption(
				new Option('--before <id>', 'those before this canary').argParser(wholeOption(1, 2 ** 31 - 1)),
			),
		'{canaries, next}',
	).action((options: Options) => withCanaries(options, (admin) => printHistory(admin, options)));
}

async function printHistory(admin: CanaryAdmin, options: Options): Promise<void> {
	const canaries: CanaryState[] = [];
	let next = options.before;
	do {
		const page = await admin.history(Math.min(PAGE, options.limit - canaries.length), next);
		canaries.push(...page.canaries);
		next = page.next;
	} while (next !== undefined && canaries.length < options.limit);
	if (options.json) return printJson({ canaries, next });
	const none = `there was no canary ${options.before === undefined ? 'yet' : `before ${options.before}`}`;
	console.log(canaries.length > 0 ? historyTable(canaries) : none);
	if (next !== undefined)
		console.log(`\nolder: ./canario canary history --before ${next}${placeWords(options)}`);
}
