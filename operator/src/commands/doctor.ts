import { Command } from 'commander';
import { gatherFacts } from '../toolchain/doctor-facts.ts';
import { doctorRows, doctorStatus, type Row } from '../toolchain/doctor-rows.ts';

const MARKS = { ok: '✓', missing: '✗', busy: '!' } as const;

/** `./canario doctor`: what this machine has for Canario, and what the rest would bring. */
export function doctorCommand(): Command {
	return new Command('doctor')
		.description('tell what is there, what is missing, what that costs you, and how to get it')
		.option('--json', 'print the rows as JSON')
		.addHelpText('after', '\nExit status: 0, or 1 when something is missing without which nothing works.')
		.action(async ({ json = false }: { json?: boolean }) => {
			const rows = doctorRows(await gatherFacts(process.env));
			console.log(json ? JSON.stringify({ rows }, undefined, '\t') : render(rows));
			process.exitCode = doctorStatus(rows);
		});
}

/** A line for each thing that is there; what is not is followed by its cost and the way out. */
function render(rows: readonly Row[]): string {
	const width = Math.max(...rows.map(({ name }) => name.length));
	const lines = rows.flatMap(({ state, name, found, cost, wayOut }) => {
		const line = `${MARKS[state]} ${name.padEnd(width)}  ${found || 'missing'}`;
		const indent = ' '.repeat(width + 4);
		return state === 'ok' ? [line] : [line, `${indent}costs you: ${cost}`, `${indent}way out:   ${wayOut}`];
	});
	const lacking = rows.filter(({ state }) => state !== 'ok').length;
	return [
		...lines,
		'',
		lacking === 0 ? 'Everything is there.' : `${lacking} of ${rows.length} are missing or taken.`,
	].join('\n');
}
