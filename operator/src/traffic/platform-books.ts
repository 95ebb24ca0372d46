import { z } from 'zod';

/** What the platform's own books say: see the ledger of the statistics. */
export interface PlatformBooks {
	/** Whether nothing accepted is missing; undefined when the statistics do not say. */
	readonly closes: boolean | undefined;
}

const TIMEOUT_MS = 5_000;

const snapshot = z.object({ ledger: z.object({ closes: z.boolean() }).optional() });

/** Asks the statistics at `statsUrl`; undefined when they cannot be had, which is not for a verdict to fail on. */
export async function readBooks(statsUrl: string): Promise<PlatformBooks | undefined> {
	try {
		const response = await fetch(new URL('/api/stats', statsUrl), {
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const { data } = snapshot.safeParse(await response.json());
		return response.ok && data ? { closes: data.ledger?.closes } : undefined;
	} catch {
		return undefined;
	}
}
