import type { Figure } from './measure/figures.ts';
import type { Target } from './measure/spread.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** One line of the table. */
export interface Row {
	readonly name: string;
	/** What is measured, in a few words. */
	readonly title: string;
	readonly scenario: Scenario;
	/** The side that is judged. */
	readonly side: string;
	/** What it is compared with; without one the figure itself is judged. */
	readonly peer?: string;
	readonly figure: Figure;
	/** Of the ratio to the peer, or of the figure; a row without one is there to be compared with. */
	readonly target?: Target;
}
