import type { SplitChange, SplitHistoryPage } from '@canario/contracts/split-change';
import { type AdminSplit, HISTORY_PAGE } from '@canario/split-targets/admin-split';
import { Command, Option } from 'commander';
import { historyTable } from '../split/split-text.ts';
import { dataOption, wholeOption } from '../traffic/options.ts';
import { jsonOption, targetOption } from './place-options.ts';
import { type ByOptions, splitOf } from './split-options.ts';

interface Options extends ByOptions {
	readonly limit: number;
	readonly before?: number;
	readonly json?: boolean;
}

/** `./canario split history`: every change of the weights. */
export function historyCommand(): Command {
	return new Command('history')
		.description('print the changes of the weights, newest first: who, when, from, to, why')
		.addOption(new Option('--limit <n>', 'at most so many').argParser(wholeOption(1, 10_000)).default(20))
		.addOption(
			new Option('--before <version>', 'those before this version').argParser(wholeOption(1, 2 ** 31 - 1)),
		)
		.addOption(targetOption())
		.addOption(dataOption())
		.addOption(jsonOption('{changes, next}'))
		.action(async (options: Options) => {
			const { changes, next } = await readHistory(splitOf(options, process.env), options);
			if (options.json) {
				console.log(JSON.stringify({ changes, next }, undefined, '\t'));
				return;
			}
			console.log(historyTable(changes));
			if (next !== undefined) console.log(`\nolder: ./canario split history --before ${next}`);
		});
}

async function readHistory(split: AdminSplit, { limit, before }: Options): Promise<SplitHistoryPage> {
	const changes: SplitChange[] = [];
	let next = before;
	do {
		const page = await split.history(Math.min(HISTORY_PAGE, limit - changes.length), next);
		changes.push(...page.changes);
		next = page.next;
	} while (next !== undefined && changes.length < limit);
	return { changes, ...(next !== undefined && { next }) };
}
