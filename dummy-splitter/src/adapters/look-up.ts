import type { Reopening } from '@canario/service-kit/reopening';
import type { RecordStore } from '@canario/stores/record-store';
import type { Live } from '@canario/stores/stores';
import type { Whereabouts } from '../http/records-routes.ts';

/** Tells of ids where the stores have them; an id that is nowhere is left out. */
export function lookUpIn(records: Reopening<RecordStore>, live: Reopening<Live>) {
	return async (ids: readonly string[]): Promise<readonly Whereabouts[]> => {
		const [stored, dead] = await Promise.all([
			records.current().find(ids),
			live.current().stream.deadIds(ids),
		]);
		const found = new Map<string, Whereabouts>();
		for (const id of dead) found.set(id, { id, where: 'dead-lettered', lane: 'green' });
		for (const { id, lane } of stored) found.set(id, { id, where: 'stored', lane });
		return [...found.values()];
	};
}
