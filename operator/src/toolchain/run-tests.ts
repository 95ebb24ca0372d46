import type { Check } from './checks/check.ts';
import { STATIC_CHECKS } from './checks/static-checks.ts';
import { ensureNodeImages, nodeClusterFault } from './node-cluster.ts';
import { countsOf, runChecks } from './run-checks.ts';
import { runVitest } from './run-vitest.ts';
import { ensureTestTools, type MissingTestTool } from './test-tools.ts';
import { addCounts, countsLine, exitStatus, withoutGaps } from './verdict.ts';
import { NO_TESTS, skipLines, type TestReport } from './vitest-report.ts';

export type Part = 'checks' | 'unit' | 'integration' | 'e2e' | 'node';

export interface TestOptions {
	/** The repository's folder. */
	readonly root: string;
	readonly parts: readonly Part[];
	/** Parts of file names; where only checks are asked for, of the checks' names. */
	readonly patterns: readonly string[];
	readonly json: boolean;
	readonly env: NodeJS.ProcessEnv;
}

type Say = (line: string) => void;

/**
 * Installs the tools, runs the checks, then the tests, and ends with one line of counts.
 *
 * @returns the exit status: 1 when anything failed, when nothing ran, or when anything was skipped in CI.
 */
export async function runTests(options: TestOptions): Promise<0 | 1> {
	const say: Say = (line) => (options.json ? process.stderr : process.stdout).write(`${line}\n`);
	const missing = await ensureTools(options, say);
	const checks = await runChecks(checksFor(options), options.root, say);
	const tests = (await nodeFault(options, say)) ?? (await runProjects(options, missing));
	for (const line of skipLines(tests.skips)) say(line);
	const ran = addCounts([...checks.map(countsOf), tests]);
	const counts = isCi(options.env) ? withoutGaps(ran, missing.length) : ran;
	if (counts.failed > ran.failed)
		say('CI is set, and there nothing may be skipped and no tool may be missing');
	if (options.json) console.log(JSON.stringify({ ...counts, missing, checks, tests }, undefined, '\t'));
	say(countsLine(counts));
	return exitStatus(counts);
}

const isCi = ({ CI }: NodeJS.ProcessEnv) => CI !== undefined && !['', '0', 'false'].includes(CI);

const projectsOf = ({ parts }: TestOptions) => parts.filter((part) => part !== 'checks');

async function ensureTools(options: TestOptions, say: Say): Promise<readonly MissingTestTool[]> {
	if (!projectsOf(options).some((project) => ['integration', 'e2e'].includes(project))) return [];
	const missing = await ensureTestTools({ env: options.env, tell: say });
	for (const { name, missing: reason, wayOut } of missing) {
		say(`${name} is missing, so the tests that need it are skipped: ${reason}. Way out: ${wayOut}.`);
	}
	return missing;
}

/** One failure where the tests on a node are asked for and cannot be run, told with its way out; else undefined. */
async function nodeFault({ parts, root, env }: TestOptions, say: Say): Promise<TestReport | undefined> {
	if (!parts.includes('node')) return undefined;
	const fault = (await nodeClusterFault(env)) ?? (await ensureNodeImages(root, env));
	if (fault === undefined) return undefined;
	say(`the tests on a node cannot be run: ${fault.missing}. Way out: ${fault.wayOut}.`);
	return { ...NO_TESTS, failed: 1, failures: [{ file: '', test: fault.missing }] };
}

function checksFor({ parts, patterns }: TestOptions): readonly Check[] {
	if (!parts.includes('checks')) return [];
	if (patterns.length === 0) return STATIC_CHECKS;
	// A pattern names test files as long as any tests are asked for.
	if (parts.length > 1) return [];
	return STATIC_CHECKS.filter(({ name }) => patterns.some((pattern) => name.includes(pattern)));
}

async function runProjects(options: TestOptions, missing: readonly MissingTestTool[]): Promise<TestReport> {
	const projects = projectsOf(options);
	if (projects.length === 0) return NO_TESTS;
	const reasons = missing.map((tool) => [tool.missingVariable, tool.missing]);
	return runVitest({
		root: options.root,
		projects,
		patterns: options.patterns,
		env: {
			...options.env,
			...Object.fromEntries(reasons),
			...(projects.includes('node') && { CANARIO_TEST_NODE: '1' }),
		},
		humanOutput: options.json ? 'stderr' : 'stdout',
	});
}
