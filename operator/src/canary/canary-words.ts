import type { Verdict } from '@canario/contracts/canary/check-result';
import { formatDuration } from '@canario/service-kit/duration';

/** Verdicts as a mark and a word. */
export const VERDICT_TEXT = {
	pass: '✓ pass',
	fail: '✗ fail',
	inconclusive: '? inconclusive',
	none: '– none',
} as const satisfies Record<Verdict, string>;

/** A forecast: nobody knows it to the second. */
export const about = (durationMs: number): string =>
	`about ${formatDuration(Math.max(1_000, Math.ceil(durationMs / 1_000) * 1_000))}`;

/** What to type, as it stands in hints. */
export const CLI = './canario canary';
