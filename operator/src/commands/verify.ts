import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { adminOf } from '../admin-client.ts';
import { readPlatformFile } from '../platform-file.ts';
import { createLookup } from '../traffic/lookup.ts';
import { dataOption, durationOption } from '../traffic/options.ts';
import { readBooks } from '../traffic/platform-books.ts';
import { readLedger } from '../traffic/read-ledger.ts';
import { verificationText } from '../traffic/verification-text.ts';
import { verifyLedger } from '../traffic/verify-ledger.ts';

interface Options {
	readonly ledger: string;
	readonly target?: string;
	readonly data: string;
	readonly wait: number;
	readonly json?: boolean;
}

const HELP = `
Every vaccination that the ledger calls acknowledged must be stored, or dead-lettered with a reason; none that
was rejected with 4xx may be stored; one without a verdict (no answer, 5xx) may be either. What green took but
has not stored yet is waited for.

Exit status: 0, or 1 when a promise is broken or the platform cannot be asked.

Examples:
  ./canario traffic --rate 200 --for 30s --ledger run.jsonl
  ./canario verify --ledger run.jsonl
  CANARIO_TOKEN=… ./canario verify --ledger run.jsonl --target http://localhost:3060 --wait 2m --json`;

/** `./canario verify`: compares the ledger of a run with what is stored. */
export function verifyCommand(): Command {
	return new Command('verify')
		.description('compare the ledger of a run with what is stored')
		.requiredOption('--ledger <file>', 'what ./canario traffic --ledger wrote')
		.option('--target <url>', 'URL of the admin API (default: that of the platform that runs from --data)')
		.addOption(dataOption())
		.addOption(
			new Option('--wait <duration>', 'for what is acknowledged to be stored')
				.argParser(durationOption)
				.default(30_000, '30s'),
		)
		.option('--json', 'print the result as JSON, with every id that breaks a promise')
		.addHelpText('after', HELP)
		.action(verify);
}

async function verify({ ledger, target, data, wait, json }: Options): Promise<void> {
	const reading = await readLedger(ledger);
	const result = await verifyLedger(reading, {
		lookup: createLookup(adminOf({ target, data }, process.env)),
		waitMs: wait,
		now: () => performance.now(),
		pause: (pauseMs) => sleep(pauseMs),
		...(!json && { onWaiting: waitingLine() }),
	});
	// a target says only where the admin API is
	const books = target === undefined ? await readBooks(readPlatformFile(data).urls.stats) : undefined;
	console.log(
		json
			? JSON.stringify({ ...result, platformBooks: books }, undefined, '\t')
			: verificationText(result, books),
	);
	process.exitCode = result.ok ? 0 : 1;
}

/** Says what is waited for on standard error, at most every two seconds. */
function waitingLine(): (forWhat: string) => void {
	let nextMs = 0;
	return (forWhat) => {
		if (performance.now() < nextMs) return;
		nextMs = performance.now() + 2_000;
		process.stderr.write(`waiting: ${forWhat}\n`);
	};
}
