import type { Lane } from '@canario/contracts/lane';
import { useDeferredValue, useMemo } from 'react';
import type { PlanReader } from '../code/load-code.ts';
import type { Code } from '../code/use-code.ts';
import { type PlanDraft, planInput, wrongIn } from './plan-draft.ts';
import type { PlanReading } from './plan-reader.ts';

/** A plan that is being written. */
export interface Planned {
	/** What it means; undefined while nobody can tell. */
	readonly reading: PlanReading | undefined;
	/** As it is sent; undefined where it cannot be used. */
	readonly input: object | undefined;
	readonly to: Lane;
}

/** The plan of the text where there is one, else of the form. */
export function usePlanned(reader: Code<PlanReader>, draft: PlanDraft, text: string | undefined): Planned {
	// a long text is read after what is typed into it was drawn
	const calm = useDeferredValue(text);
	const formed = useMemo(() => (wrongIn(draft).length === 0 ? planInput(draft) : undefined), [draft]);
	const reading = useMemo(() => {
		if (reader.phase !== 'ready') return undefined;
		if (calm !== undefined) return reader.code.readPlanText(calm);
		return formed && reader.code.readPlan(formed);
	}, [reader, calm, formed]);
	const read = reading && 'plan' in reading ? reading : undefined;
	// the entry judges what the form says, also where its meaning is not to be had here
	return { reading, input: text === undefined ? formed : read?.input, to: read?.plan.to ?? draft.to };
}
