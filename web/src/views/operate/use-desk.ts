import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { Fault } from '@canario/contracts/fault';
import type { SplitState } from '@canario/contracts/split-change';
import { createContext, use } from 'react';
import type { Asking } from './session/use-answer.ts';

/** What the desk asks for each second. */
export interface Desk {
	readonly split: Asking<SplitState>;
	readonly faults: Asking<{ readonly faults: readonly Fault[] }>;
	readonly canary: Asking<CanaryAnswer>;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** What the desk knows just now. */
export function useDesk(): Desk {
	const desk = use(DeskContext);
	if (desk === undefined) throw new Error('there is no desk around this component');
	return desk;
}

/** Whether a canary is under way. */
export function useRunningCanary(): boolean {
	const { canary } = useDesk().canary.data ?? {};
	return canary !== undefined && canary.ended === undefined;
}
