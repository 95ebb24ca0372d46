import { relative } from 'node:path';
import { z } from 'zod';
import type { Counts } from './verdict.ts';

const reportSchema = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			message: z.string().default(''),
			assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
		}),
	),
});

/** A test by its file (from the root) and full name; what is wrong with a file or a run stands for the name. */
export interface NamedTest {
	readonly file: string;
	readonly test: string;
}

export interface TestReport extends Counts {
	readonly failures: readonly NamedTest[];
	readonly skips: readonly NamedTest[];
}

export const NO_TESTS: TestReport = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] };

/**
 * Counts what vitest's JSON reporter wrote. A file that failed before its tests could run counts as one
 * failure, and so does a run that failed without a failing test (an error outside of any).
 *
 * @param text the report; `undefined` when vitest wrote none, which counts as one failure too.
 * @param status what vitest ended with; `undefined` after a signal.
 */
export function readReport(text: string | undefined, status: number | undefined, root: string): TestReport {
	if (text === undefined) return oneFailure(`vitest ended with ${status ?? 'a signal'}`);
	const files = reportSchema
		.parse(JSON.parse(text))
		.testResults.map((file) => ({ ...file, name: relative(root, file.name) }));
	const tests = files.flatMap(({ name, assertionResults }) =>
		assertionResults.map((result) => ({ status: result.status, file: name, test: result.fullName })),
	);
	const named = (...statuses: readonly string[]): NamedTest[] =>
		tests.filter((one) => statuses.includes(one.status)).map(({ file, test }) => ({ file, test }));
	const brokenFiles = files
		.filter(
			(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
		)
		.map(({ name, message }) => ({ file: name, test: message.split('\n', 1)[0] ?? '' }));
	const failures = [...named('failed'), ...brokenFiles];
	if (failures.length === 0 && status !== 0 && tests.length > 0) {
		failures.push({ file: '', test: 'an error outside of the tests' });
	}
	const skips = named('skipped', 'pending', 'todo', 'disabled');
	const passed = named('passed').length;
	return { passed, failed: failures.length, skipped: skips.length, failures, skips };
}

const oneFailure = (test: string): TestReport => ({ ...NO_TESTS, failed: 1, failures: [{ file: '', test }] });

/** A line for each file in which something was skipped. */
export function skipLines(skips: readonly NamedTest[]): readonly string[] {
	const byFile = Map.groupBy(skips, ({ file }) => file);
	return [...byFile].map(([file, [first, ...more]]) =>
		more.length === 0 ? `skipped: ${file} > ${first?.test}` : `skipped: ${more.length + 1} tests of ${file}`,
	);
}
