import type { Lane } from '@canario/contracts/lane';

/** How one look at a sample is judged. */
export interface JudgeOptions {
	/** The canary's lane. */
	readonly to: Lane;
	/** Whether the other lane gets traffic; comparisons are `none` where it gets none. */
	readonly comparable: boolean;
	/** Risk of a false alarm that this sample may spend over all of its looks and checks: `alarmRiskOf`. */
	readonly alarm: number;
	/** Risk of passing although a limit is not kept; of each check, over all of its looks. */
	readonly passRisk: number;
}
