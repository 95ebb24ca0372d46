import { z } from 'zod';
import type { Counts } from './verdict.ts';

const reportSchema = z.object({
	success: z.boolean(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			message: z.string().default(''),
			assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
		}),
	),
});

export interface TestReport extends Counts {
	/** Full names; a file that could not be run stands here by its path. */
	readonly failures: readonly string[];
	readonly skips: readonly string[];
}

/**
 * Counts what vitest's JSON reporter wrote. A file that failed before its tests could run counts as one
 * failure, and so does a run that failed without a failing test (an error outside of any).
 *
 * @param text the report; `undefined` when vitest wrote none, which counts as one failure too.
 * @param status what vitest ended with.
 */
export function readReport(text: string | undefined, status: number | undefined): TestReport {
	if (text === undefined)
		return reportOf(0, status === 0 ? [] : [`vitest ended with ${status ?? 'a signal'}`], []);
	const { testResults } = reportSchema.parse(JSON.parse(text));
	const tests = testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map((test) => ({ status: test.status, title: `${name} > ${test.fullName}` })),
	);
	const titles = (...statuses: readonly string[]) =>
		tests.filter((test) => statuses.includes(test.status)).map(({ title }) => title);
	const brokenFiles = testResults
		.filter(
			(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
		)
		.map(({ name, message }) => `${name}: ${message.split('\n', 1)[0]}`);
	const failures = [...titles('failed'), ...brokenFiles];
	if (failures.length === 0 && status !== 0 && tests.length > 0)
		failures.push('an error outside of the tests');
	return reportOf(titles('passed').length, failures, titles('skipped', 'pending', 'todo', 'disabled'));
}

const reportOf = (passed: number, failures: readonly string[], skips: readonly string[]): TestReport => ({
	passed,
	failed: failures.length,
	skipped: skips.length,
	failures,
	skips,
});
