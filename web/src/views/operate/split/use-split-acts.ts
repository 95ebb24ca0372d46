import type { SplitState } from '@canario/contracts/split-change';
import { useState } from 'react';
import { type Act, useAct } from '../session/use-act.ts';
import { useDesk } from '../use-desk.ts';
import type { Drafting } from './use-draft.ts';

/** What was done last: set, taken back or confirmed. */
export interface Done {
	readonly kind: 'set' | 'undo' | 'confirm';
	readonly state: SplitState;
}

export interface SplitActs {
	readonly act: Act;
	readonly done: Done | undefined;
	/** @param revertAfterMs goes back after so long unless confirmed; undefined: it stays. */
	readonly set: (reason: string, revertAfterMs: number | undefined) => Promise<boolean>;
	readonly undo: (reason: string) => Promise<boolean>;
	readonly confirm: () => Promise<boolean>;
}

/** Changes the weights, each time only if they are those that were looked at. */
export function useSplitActs(split: SplitState, drafting: Drafting): SplitActs {
	const { split: asking } = useDesk();
	const act = useAct();
	const [done, setDone] = useState<Done>();
	const finish = (kind: Done['kind'], state: SplitState | undefined) => {
		if (state === undefined) {
			setDone(undefined);
			// what was refused may have changed meanwhile: see it now
			void asking.again();
			return false;
		}
		asking.take(state);
		setDone({ kind, state });
		return true;
	};
	return {
		act,
		done,
		async set(reason, revertAfterMs) {
			const { green, draft } = drafting;
			const body = {
				...{ weights: { blue: 100 - green, green }, reason },
				ifVersion: (draft?.base ?? split).version,
				...(revertAfterMs !== undefined && { revertAfterMs }),
			};
			return finish('set', await act.run<SplitState>({ method: 'PUT', path: '/split', body }));
		},
		async undo(reason) {
			const body = { reason, ifVersion: split.version };
			return finish('undo', await act.run<SplitState>({ method: 'POST', path: '/split/undo', body }));
		},
		async confirm() {
			const body = { version: split.version };
			return finish('confirm', await act.run<SplitState>({ method: 'POST', path: '/split/confirm', body }));
		},
	};
}
