import type { Json } from '@canario/contracts/merge-patch';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '@canario/stores/journal';

/** How often it is tried when others append at the same moment. */
const TRIES = 20;

/** The journal's stream of what is worth knowing later, whatever came before it. */
export const AUDIT_STREAM = 'audit';

/** Appends `data` to the end of a stream, wherever that is by now. Rejects as the journal does. */
export async function appendNext(journal: Journal, stream: string, data: Json, atMs: number): Promise<void> {
	for (let tries = 1; ; tries++) {
		const [last] = await journal.tail(stream, 1);
		try {
			await journal.append(stream, (last?.seq ?? 0) + 1, data, atMs);
			return;
		} catch (error) {
			if (!(error instanceof ServiceError && error.code === 'stale_version') || tries === TRIES) throw error;
		}
	}
}
