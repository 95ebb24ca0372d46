import type { Place } from '../figures/places.ts';
import type { Steps } from '../figures/steps.ts';

/** What the map and the table show together. */
export interface Shared {
	readonly places: readonly Place[];
	/** Undefined while no department has a first dose. */
	readonly steps: Steps | undefined;
	/** Decimals of the percentages. */
	readonly digits: number;
	/** INE code of the department that is pointed at or focused. */
	readonly pointed: string | undefined;
	readonly onPoint: (code: string | undefined) => void;
}
