import type { ClientPod } from '@canario/traffic-split/in-cluster/facts';
import type { Reader } from '@canario/traffic-split/in-cluster/look';
import { z } from 'zod';

/** Port on which an entry serves, unless it is told otherwise. */
const ENTRY_PORT = 3050;

/** What one entry says of the mesh. */
export interface EntryWord {
	readonly pod: string;
	/** Traps as its `/readyz` has them, each with its way out. */
	readonly traps: readonly string[];
	/** Why it could not be asked; it is not ready, or may not be reached through the API server. */
	readonly silent?: string;
}

const readinessSchema = z.object({ checks: z.record(z.string(), z.string()) });

/**
 * Asks every entry, through the API server, which traps its traffic shows: a poisoned proxy or a reset connection is in no
 * object. Never rejects.
 */
export function askEntries(
	client: Reader,
	namespace: string,
	pods: readonly ClientPod[],
): Promise<readonly EntryWord[]> {
	return Promise.all(pods.map(({ name }) => askEntry(client, namespace, name)));
}

async function askEntry(client: Reader, namespace: string, pod: string): Promise<EntryWord> {
	const place = {
		collection: `/api/v1/namespaces/${namespace}/pods`,
		name: `${pod}:${ENTRY_PORT}/proxy/readyz`,
		title: `/readyz of the pod ${pod}`,
	};
	try {
		const { checks } = readinessSchema.parse(await client.get(place));
		const traps = Object.entries(checks)
			.filter(([check, text]) => check.startsWith('mesh ') && text !== 'ok')
			.flatMap(([, text]) => text.split(' | '));
		return { pod, traps };
	} catch (error) {
		const silent = error instanceof z.ZodError ? 'its answer is none of an entry' : (error as Error).message;
		return { pod, traps: [], silent };
	}
}
