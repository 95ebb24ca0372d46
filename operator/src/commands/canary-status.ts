import { Command } from 'commander';
import type { CanaryAdmin } from '../canary/canary-admin.ts';
import { followCanary } from '../canary/follow-canary.ts';
import { statusText } from '../canary/status-text.ts';
import { placeWords } from '../place-words.ts';
import { type CanaryOptions, printJson, withCanaries, withPlace } from './canary-options.ts';

interface Options extends CanaryOptions {
	readonly watch?: boolean;
}

const HELP = `
Every check has its verdict, the values of both lanes, the interval that decides, its limit, its samples and, where it is
undecided, about how many more it needs. docs/canary.md explains them.
Exit status: 0; with --watch that of ./canario canary start.

Examples:
  ./canario canary status
  ./canario canary status --watch
  ./canario canary status --json`;

/** `./canario canary status`: where the canary is. */
export function statusCommand(): Command {
	return withPlace(
		new Command('status')
			.description('print where the canary is, its checks, what it waits for and what can be done')
			.option('--watch', 'follow it until it ends, or Ctrl-C'),
		'what is known (with --watch a line for each event)',
	)
		.addHelpText('after', HELP)
		.action((options: Options) => withCanaries(options, (admin) => printStatus(admin, options)));
}

async function printStatus(admin: CanaryAdmin, options: Options): Promise<void> {
	const { json, watch } = options;
	const place = placeWords(options);
	const answer = await admin.read();
	const { canary } = answer;
	if (watch && canary && !canary.ended) {
		if (!json) console.log(`${statusText(answer, place)}\n`);
		const { events } = await admin.events(1);
		await followCanary(admin, { canary: canary.id, after: events[0]?.seq ?? 0, json, place });
	} else if (json) printJson(answer);
	else console.log(statusText(answer, place));
}
