import { describe, expect, it } from 'vitest';
import { readReport, skipLines } from './vitest-report.ts';

const file = (name: string, statuses: readonly string[], over: object = {}) => ({
	name: `/repo/${name}`,
	status: statuses.includes('failed') ? 'failed' : 'passed',
	message: '',
	assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
	...over,
});
const report = (...testResults: readonly object[]) => JSON.stringify({ success: true, testResults });

describe('readReport', () => {
	it('counts what passed, failed and was left out', () => {
		const text = report(
			file('a.test.ts', ['passed', 'passed', 'failed']),
			file('b.test.ts', ['passed', 'skipped', 'todo', 'pending', 'disabled']),
		);
		expect(readReport(text, 1, '/repo')).toMatchObject({ passed: 3, failed: 1, skipped: 4 });
	});

	it('names failed and skipped tests by file and title', () => {
		const { failures, skips } = readReport(report(file('a.test.ts', ['failed', 'skipped'])), 1, '/repo');
		expect(failures).toEqual([{ file: 'a.test.ts', test: 'test 0' }]);
		expect(skips).toEqual([{ file: 'a.test.ts', test: 'test 1' }]);
	});

	it('counts a file that could not be loaded as one failure, with the first line of why', () => {
		const broken = file('a.test.ts', [], { status: 'failed', message: 'Cannot find module\n  at x' });
		expect(readReport(report(broken), 1, '/repo')).toMatchObject({
			failed: 1,
			failures: [{ file: 'a.test.ts', test: 'Cannot find module' }],
		});
	});

	it('counts a run that failed outside of its tests as one failure', () => {
		expect(readReport(report(file('a.test.ts', ['passed'])), 1, '/repo')).toMatchObject({
			passed: 1,
			failed: 1,
		});
	});

	it('has nothing where no test matched, whatever the status', () => {
		expect(readReport(report(), 1, '/repo')).toMatchObject({ passed: 0, failed: 0, skipped: 0 });
	});

	it.each([
		[139, 'vitest ended with 139'],
		[undefined, 'vitest ended with a signal'],
	])('counts a run without a report and status %s as one failure', (status, failure) => {
		expect(readReport(undefined, status, '/repo')).toMatchObject({
			failed: 1,
			failures: [{ file: '', test: failure }],
		});
	});
});

describe('skipLines', () => {
	it('names a single skipped test, and counts several of one file', () => {
		const skip = (file: string, test: string) => ({ file, test });
		expect(skipLines([skip('a', 'one'), skip('b', 'two'), skip('b', 'three')])).toEqual([
			'skipped: a > one',
			'skipped: 2 tests of b',
		]);
	});
});
