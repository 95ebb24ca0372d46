import type { Side } from '../measure/sample.ts';
import type { Place } from '../processes/place.ts';

/** Programs that are not in npm; each is named to us by a variable of the environment. */
export const TOOLS = {
	'redis-server': 'CANARIO_REDIS_SERVER',
	SecantusDB: 'CANARIO_SECANTUSD',
	nginx: 'CANARIO_NGINX',
} as const;

export type Tool = keyof typeof TOOLS;

/** Sides that are measured together, so that they can be compared. */
export interface Scenario<Name extends string = string> {
	readonly name: string;
	readonly needs: readonly Tool[];
	/** Why this machine cannot do it; undefined when it can. */
	readonly hindrance?: () => string | undefined;
	/** What one round leaves behind would change the next. */
	readonly freshEachRound?: boolean;
	/** Starts what the named sides need, and gives them; `place` closes it. */
	open(
		place: Place,
		tools: Readonly<Record<Tool, string>>,
		sides: ReadonlySet<Name>,
	): Promise<readonly Side[]>;
}
