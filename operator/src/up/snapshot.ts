import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { ServiceError } from '@canario/service-kit/service-error';

/**
 * The live statistics of a running platform.
 *
 * @param statsUrl of realtime-ws.
 * @throws {ServiceError} `unavailable` when it does not answer within two seconds.
 */
export async function readSnapshot(statsUrl: string): Promise<StatsSnapshot> {
	try {
		const response = await fetch(`${statsUrl}/api/stats`, { signal: AbortSignal.timeout(2_000) });
		if (!response.ok) throw new Error(`it answered ${response.status}`);
		return (await response.json()) as StatsSnapshot;
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new ServiceError('unavailable', `no statistics from ${statsUrl}: ${why}`, { cause });
	}
}
