import { interleave, type RoundOptions } from './measure/interleave.ts';
import type { Round } from './measure/sample.ts';
import { Place } from './processes/place.ts';
import { machine } from './report/machine.ts';
import { resultsText, targetText, UNIT } from './report/text.ts';
import { type Result, resultOf } from './result.ts';
import type { Row } from './row.ts';
import { chosenRows } from './rows.ts';
import { type Scenario, TOOLS, type Tool } from './scenarios/scenario.ts';

interface Options {
	readonly names: readonly string[];
	readonly rounds: number;
	/** Of each run. */
	readonly seconds: number;
	readonly json: boolean;
}

/** What could not be measured, and why. */
interface Skipped {
	readonly scenario: string;
	readonly why: string;
}

/** Programs that the rows need. */
export const toolsOf = (names: readonly string[]): readonly Tool[] => [
	...new Set(chosenRows(names).flatMap(({ scenario }) => scenario.needs)),
];

/** One line for each row. */
export function printList(names: readonly string[], json: boolean): void {
	const rows = chosenRows(names).map(({ name, scenario, title, side, peer, target, figure }) => {
		const limit = target === undefined ? '' : targetText(target, peer ? '×' : UNIT[figure]);
		return { name, scenario: scenario.name, title, side, peer, target: limit };
	});
	if (json) console.log(JSON.stringify({ rows }, undefined, '\t'));
	else for (const row of rows) console.log(lineOf(row));
}

const lineOf = (row: {
	name: string;
	scenario: string;
	title: string;
	peer: string | undefined;
	target: string;
}) =>
	`${row.name.padEnd(22)} ${row.scenario}: ${row.title}${row.peer ? ` against ${row.peer}` : ''} ${row.target}`;

/** Measures the rows and prints what came out; gives the exit status: 1 when something could not be measured. */
export async function runBench(options: Options, env: NodeJS.ProcessEnv): Promise<0 | 1> {
	const tell = (line: string) => process.stderr.write(`${line}\n`);
	const tools = Object.fromEntries(
		Object.entries(TOOLS).flatMap(([tool, variable]) => (env[variable] ? [[tool, env[variable]]] : [])),
	);
	const on = machine(tools);
	const results: Result[] = [];
	const skipped: Skipped[] = [];
	if (!options.json) console.log(machineText(on));
	if (on.loadBefore > on.cores / 2) tell('this machine is busy: figures that are no ratios will be worse');
	for (const [scenario, rows] of Map.groupBy(chosenRows(options.names), (row) => row.scenario)) {
		const missing = scenario.needs.find((tool) => tools[tool] === undefined);
		const why = missing === undefined ? scenario.hindrance?.() : `${missing} is missing`;
		if (why !== undefined) {
			skipped.push({ scenario: scenario.name, why });
			tell(`skipped: ${scenario.name}: ${why}`);
			continue;
		}
		tell(`\n${scenario.name}`);
		const found = await measure(scenario, rows, tools as Record<Tool, string>, { ...options, tell });
		results.push(...found);
		if (!options.json) console.log(`\n${resultsText(found)}`);
	}
	if (options.json)
		console.log(JSON.stringify({ machine: on, ...options, results, skipped }, undefined, '\t'));
	return skipped.length === 0 && results.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

async function measure(
	scenario: Scenario,
	rows: readonly Row[],
	tools: Readonly<Record<Tool, string>>,
	options: RoundOptions,
): Promise<readonly Result[]> {
	const wanted = new Set(rows.flatMap(({ side, peer }) => (peer === undefined ? [side] : [side, peer])));
	const parts = scenario.freshEachRound
		? Array.from({ length: options.rounds }, () => ({ ...options, rounds: 1 }))
		: [options];
	const rounds: Round[] = [];
	for (const part of parts) {
		const place = new Place();
		try {
			const sides = await scenario.open(place, tools, wanted);
			rounds.push(...(await interleave(sides, part)));
		} finally {
			await place.close();
		}
	}
	return rows.map((row) => resultOf(row, rounds));
}

function machineText({
	date,
	commit,
	system,
	cores,
	cpu,
	memoryGb,
	loadBefore,
	versions,
}: ReturnType<typeof machine>) {
	const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return [
		`${date}  commit ${commit}  ${system}`,
		`${cores} cores (${cpu}), ${memoryGb} GB, load before ${loadBefore.toFixed(2)}`,
		programs.join(', '),
	].join('\n');
}
