import type { CanaryBook } from '@canario/canary/canary-book';
import type { DrivenSplit } from '@canario/contracts/canary/public-canary';
import type { LiveStatistics } from '@canario/stores/live-statistics';
import type { PhaseCalls } from './hooks/phase-calls.ts';
import type { Leadership } from './lead/leadership.ts';
import type { Shifter } from './shifter.ts';

/** What a controller acts with. */
export interface ControllerPorts {
	readonly book: CanaryBook;
	/** Throws while the live store is absent. */
	readonly statistics: () => LiveStatistics;
	readonly shifter: Shifter;
	readonly leadership: Leadership;
	readonly calls: PhaseCalls;
	readonly noTrafficMs: number;
	readonly instance: string;
	/** Whose weights `shifter` moves. */
	readonly target: DrivenSplit;
	/** Milliseconds since the Unix epoch, and by a clock that does not jump. */
	readonly nowMs: () => number;
	readonly steadyMs: () => number;
}
