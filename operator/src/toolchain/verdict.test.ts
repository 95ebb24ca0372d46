import { describe, expect, it } from 'vitest';
import { addCounts, countsLine, exitStatus, withoutGaps } from './verdict.ts';

const counts = (passed: number, failed: number, skipped: number) => ({ passed, failed, skipped });

describe('the verdict of a run', () => {
	it('adds checks and tests', () => {
		expect(addCounts([counts(1, 2, 3), counts(10, 0, 0), counts(0, 1, 1)])).toEqual(counts(11, 3, 4));
		expect(addCounts([])).toEqual(counts(0, 0, 0));
	});

	it('ends in one line that scripts can read', () => {
		expect(countsLine(counts(12, 0, 3))).toBe('12 passed, 0 failed, 3 skipped');
	});

	it.each([
		[counts(5, 0, 0), 0],
		[counts(5, 0, 2), 0],
		[counts(5, 1, 0), 1],
		[counts(0, 0, 0), 1],
		[counts(0, 0, 4), 1],
	] as const)('turns %j into exit status %i', (all, status) => {
		expect(exitStatus(all)).toBe(status);
	});

	it('counts a gap as a failure where there may be none', () => {
		expect(withoutGaps(counts(5, 0, 2), 0)).toEqual(counts(5, 1, 2));
		expect(withoutGaps(counts(5, 0, 0), 1)).toEqual(counts(5, 1, 0));
		expect(withoutGaps(counts(5, 0, 0), 0)).toEqual(counts(5, 0, 0));
	});
});
