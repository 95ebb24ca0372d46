import type { SplitVersion } from '@canario/contracts/canary/event';
import type { Weights } from '@canario/contracts/service-report';

/** The split as a canary sees it. */
export interface SplitSight {
	readonly weights: Weights;
	readonly version: SplitVersion;
	/** Why it is so; empty where nobody said. */
	readonly reason: string;
	/** What it is, who said so and why, for people. */
	readonly told: string;
}

/** Whether a version is one of the past; of an object's versions nobody can say. */
export const isEarlier = (version: SplitVersion, known: SplitVersion): boolean =>
	typeof version === 'number' && typeof known === 'number' && version < known;
