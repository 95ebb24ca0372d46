import type { RampPlan } from '@canario/traffic-split/ramp';
import type { TargetState } from '@canario/traffic-split/split-target';
import { useSyncExternalStore } from 'react';
import type { Session } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { pageTarget } from './page-target.ts';
import { type Ramping, RampRun } from './ramp-run.ts';

const run = new RampRun({
	nowMs: Date.now,
	holdPage() {
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		addEventListener('beforeunload', ask);
		return () => removeEventListener('beforeunload', ask);
	},
});

export interface UsedRamp {
	/** The ramp that runs, or the last one; undefined without any. */
	readonly ramping: Ramping | undefined;
	readonly begin: (from: TargetState<number>, plan: RampPlan) => void;
	readonly stop: () => void;
	readonly forget: () => void;
}

/** The ramp of this page. */
export function useRamp(): UsedRamp {
	const session = useSession();
	const ramping = useSyncExternalStore(run.subscribe, run.state);
	return {
		ramping,
		begin: (from, plan) => void carry(session, from, plan),
		stop: run.stop,
		forget: run.forget,
	};
}

/** A ramp is of whoever began it: it stops when they leave. */
async function carry(session: Session, from: TargetState<number>, plan: RampPlan): Promise<void> {
	const forget = session.subscribe(() => {
		if (session.state().phase === 'out') run.stop();
	});
	await run.begin(
		pageTarget((request) => session.ask(request)),
		from,
		plan,
	);
	forget();
}
