import type { AdminCall } from '@canario/split-targets/admin-call';
import { understood } from '@canario/split-targets/understood';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { adminOf } from '../admin-client.ts';
import { tokensTable, tokenText } from '../tokens/token-text.ts';
import { addedToken, listedTokens, shownToken } from '../tokens/tokens.ts';
import { dataOption, durationOption } from '../traffic/options.ts';
import { jsonOption, targetOption } from './place-options.ts';
import { type ByOptions, byOf, byOption } from './split-options.ts';

interface Options extends ByOptions {
	readonly json?: boolean;
}

interface AddOptions extends Options {
	readonly role: string;
	readonly expires?: number;
}

const DAY_MS = 86_400_000;

const HELP = `
A viewer reads, an operator also changes weights and faults, an admin also adds and revokes tokens. A token is shown when
it is added and never again; the platform keeps its SHA-256. All entries know of it within a second.

Examples:
  ./canario token add ana --role operator --expires 30d
  CANARIO_TOKEN=canario_… ./canario split get
  ./canario token list
  ./canario token revoke ana`;

/** `./canario token`: gives people and programs tokens of their own, and takes them back. */
export function tokenCommand(): Command {
	return new Command('token')
		.description("add, list and revoke operators' tokens")
		.addHelpText('after', HELP)
		.addCommand(addCommand())
		.addCommand(listCommand())
		.addCommand(revokeCommand());
}

const nameArgument = () => new Argument('<name>', 'whose it is: small letters, digits, dots and dashes');
const withPlace = (command: Command, what: string) =>
	command.addOption(targetOption()).addOption(dataOption()).addOption(jsonOption(what));

function addCommand(): Command {
	const role = new Option('--role <role>', 'what it may do').choices(['viewer', 'operator', 'admin']);
	return withPlace(
		new Command('add')
			.description('make a token; it is printed once')
			.addArgument(nameArgument())
			.addOption(role.makeOptionMandatory())
			.addOption(
				new Option('--expires <duration>', 'then it is no longer good: 12h, 30d (default: never)').argParser(
					lifetimeOption,
				),
			)
			.addOption(byOption()),
		'the token and what is known of it',
	).action(async (name: string, options: AddOptions) => {
		const { role: wanted, expires: expiresInMs } = options;
		const body = { name, role: wanted, expiresInMs, by: byOf(options) };
		const added = understood(addedToken, await adminOf(options, process.env)('POST', '/tokens', body));
		if (options.json) return printJson(added);
		// the token alone on stdout, so that a script can take it
		process.stderr.write(
			`${tokenText(added)}\nThis is shown once; keep it where only ${name} can read it:\n`,
		);
		console.log(added.token);
	});
}

function listCommand(): Command {
	return withPlace(
		new Command('list')
			.description(
				'print the tokens that there are: who, what, since and until when; never the tokens themselves',
			)
			.option('--all', 'also those that are revoked or have expired'),
		'the tokens',
	).action(async (options: Options & { readonly all?: boolean }) => {
		const tokens = await listOf(adminOf(options, process.env));
		const shown = options.all ? tokens : tokens.filter(({ state }) => state === 'good');
		if (options.json) return printJson({ tokens: shown });
		console.log(
			shown.length > 0 ? tokensTable(shown) : 'no token is good but the one of the platform itself (local)',
		);
	});
}

function revokeCommand(): Command {
	return withPlace(
		new Command('revoke')
			.description('have a token be good no longer, within a second')
			.addArgument(nameArgument())
			.addOption(byOption()),
		'what is known of the token',
	).action(async (name: string, options: Options) => {
		const path = `/tokens/${encodeURIComponent(name)}`;
		const answer = await adminOf(options, process.env)('DELETE', path, { by: byOf(options) });
		const revoked = understood(shownToken, answer);
		if (options.json) return printJson(revoked);
		console.log(tokenText(revoked));
	});
}

const listOf = async (admin: AdminCall) => understood(listedTokens, await admin('GET', '/tokens')).tokens;

const printJson = (value: object) => console.log(JSON.stringify(value, undefined, '\t'));

/** Parser of an option whose value is a duration, also in days; gives milliseconds. */
function lifetimeOption(text: string): number {
	const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
	if (days === undefined) return durationOption(text);
	if (Number(days) > 0) return Number(days) * DAY_MS;
	throw new InvalidArgumentError('Expected one day or more.');
}
