import { ServiceError } from '@canario/service-kit/service-error';
import { Command, Option } from 'commander';
import type { CanaryAdmin } from '../canary/canary-admin.ts';
import { entriesAfter } from '../canary/canary-news.ts';
import { eventText } from '../canary/event-text.ts';
import { placeWords } from '../place-words.ts';
import { wholeOption } from '../traffic/options.ts';
import { type CanaryOptions, limitOption, printJson, withCanaries, withPlace } from './canary-options.ts';

interface Options extends CanaryOptions {
	readonly canary?: number;
	readonly limit: number;
}

/** `./canario canary events`: what happened to a canary. */
export function eventsCommand(): Command {
	return withPlace(
		new Command('events')
			.description('print what happened to a canary, oldest first')
			.addOption(
				new Option('--canary <id>', 'which one (default: the last)').argParser(wholeOption(1, 2 ** 31 - 1)),
			)
			.addOption(limitOption(1_000)),
		'{events}',
	).action((options: Options) => withCanaries(options, (admin) => printEvents(admin, options)));
}

async function printEvents(admin: CanaryAdmin, options: Options): Promise<void> {
	const canary = options.canary ?? (await admin.read()).canary?.id;
	const all = canary === undefined ? [] : await entriesAfter(admin, { canary, after: 0 });
	if (options.canary !== undefined && all.length === 0) {
		throw new ServiceError(
			'not_found',
			`there was no canary ${canary}: ./canario canary history${placeWords(options)} lists them`,
		);
	}
	const events = all.slice(-options.limit);
	if (options.json) return printJson({ events });
	if (events.length < all.length)
		console.log(`… ${all.length - events.length} before these: --limit shows more`);
	console.log(events.length > 0 ? events.map(eventText).join('\n') : 'there was no canary yet');
}
