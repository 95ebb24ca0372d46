import type { SplitChange, SplitHistoryPage } from '@canario/contracts/split-change';
import type { AdminSplit } from '@canario/split-targets/admin-split';
import { HISTORY_PAGE } from '@canario/traffic-split/watch-history';
import { Command, Option } from 'commander';
import { placeWords } from '../place-words.ts';
import { historyTable } from '../split/split-text.ts';
import { wholeOption } from '../traffic/options.ts';
import { jsonOption } from './place-options.ts';
import { addSplitOptions, type SplitOptions, splitOf } from './split-target-options.ts';

const WHY =
	'what it was before is in your manifests, or in the audit log of the API server; ./canario split get tells who changed it last, and why';

interface Options extends SplitOptions {
	readonly limit: number;
	readonly before?: number;
	readonly json?: boolean;
}

/** `./canario split history`: every change of the weights. */
export function historyCommand(): Command {
	const command = new Command('history')
		.description('print the changes of the weights, newest first: who, when, from, to, why')
		.addOption(new Option('--limit <n>', 'at most so many').argParser(wholeOption(1, 10_000)).default(20))
		.addOption(
			new Option('--before <version>', 'those before this version').argParser(wholeOption(1, 2 ** 31 - 1)),
		);
	return addSplitOptions(command)
		.addOption(jsonOption('{changes, next}'))
		.action(async (options: Options) => {
			const { changes, next } = await readHistory(await splitOf(options, process.env, WHY), options);
			if (options.json) {
				console.log(JSON.stringify({ changes, next }, undefined, '\t'));
				return;
			}
			console.log(historyTable(changes));
			if (next !== undefined)
				console.log(`\nolder: ./canario split history --before ${next}${placeWords(options)}`);
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
