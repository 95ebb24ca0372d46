import { LANES, type Lane } from '@canario/contracts/lane';
import { ServiceError } from '@canario/service-kit/service-error';
import type { AdminCall } from '@canario/split-targets/admin-call';
import { z } from 'zod';

/** Where a vaccination was found. */
export interface Found {
	readonly id: string;
	readonly lane: Lane;
	readonly where: 'stored' | 'dead-lettered';
}

/** Finds the vaccinations of those ids, at most `LOOKUP_AT_ONCE`; what is nowhere is left out. */
export type Lookup = (ids: readonly string[]) => Promise<readonly Found[]>;

export const LOOKUP_AT_ONCE = 1_000;

const lookupAnswer = z.object({
	found: z.array(
		z.object({ id: z.string(), lane: z.enum(LANES), where: z.enum(['stored', 'dead-lettered']) }),
	),
});

/** Looks up by the entry's admin API; rejects as `callAdmin` does, and with `invalid_input` for another's answer. */
export function createLookup(callAdmin: AdminCall): Lookup {
	return async (ids) => {
		const { data } = lookupAnswer.safeParse(await callAdmin('POST', '/records/lookup', { ids }));
		if (data) return data.found;
		throw new ServiceError('invalid_input', "the target does not answer like the entry's admin API");
	};
}
