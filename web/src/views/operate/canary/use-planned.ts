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
	/** As it is sent; undefined where it cannot be used, or is not read yet. */
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
	return plannedOf({ draft, text, calm, formed, reading });
}

interface Parts {
	readonly draft: PlanDraft;
	readonly text: string | undefined;
	/** The text that `reading` is of; behind `text` for a moment. */
	readonly calm: string | undefined;
	readonly formed: object | undefined;
	readonly reading: PlanReading | undefined;
}

/** What is sent of a plan: the text as it stands, never as it stood before the last edit. */
export function plannedOf({ draft, text, calm, formed, reading }: Parts): Planned {
	const read = reading && 'plan' in reading ? reading : undefined;
	// the entry judges what the form says, also where its meaning is not to be had here
	const input = text === undefined ? formed : text === calm ? read?.input : undefined;
	return { reading, input, to: read?.plan.to ?? draft.to };
}
