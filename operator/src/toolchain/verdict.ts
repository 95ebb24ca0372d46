export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

export const addCounts = (all: readonly Counts[]): Counts =>
	all.reduce(
		(sum, { passed, failed, skipped }) => ({
			passed: sum.passed + passed,
			failed: sum.failed + failed,
			skipped: sum.skipped + skipped,
		}),
		{ passed: 0, failed: 0, skipped: 0 },
	);

/** The line that ends a run, in the form that scripts read. */
export const countsLine = ({ passed, failed, skipped }: Counts): string =>
	`${passed} passed, ${failed} failed, ${skipped} skipped`;

/** 0 only when something ran and nothing failed. */
export const exitStatus = ({ passed, failed }: Counts): 0 | 1 => (failed === 0 && passed > 0 ? 0 : 1);

/**
 * The counts where nothing may be left out, as in CI: a gap counts as one failure, so that a machine that
 * tests less than it should does not look sound.
 *
 * @param missingTools how many tools could not be had.
 */
export const withoutGaps = (counts: Counts, missingTools: number): Counts =>
	missingTools === 0 && counts.skipped === 0 ? counts : { ...counts, failed: counts.failed + 1 };
