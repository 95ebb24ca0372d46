import { setTimeout as sleep } from 'node:timers/promises';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { ServiceError } from '@canario/service-kit/service-error';
import { readSnapshot } from './snapshot.ts';

const READY_BUDGET_MS = 60_000;
const DRAIN_BUDGET_MS = 4_000;
const PAUSE_MS = 50;

/**
 * Waits until each of these services says that it is ready.
 *
 * @throws {ServiceError} `unavailable` when one does not within 60 s; the signal's reason when it aborts.
 */
export async function becomeReady(urls: readonly string[], signal: AbortSignal): Promise<void> {
	const endsAtMs = performance.now() + READY_BUDGET_MS;
	for (const url of urls) {
		for (;;) {
			const limit = AbortSignal.any([signal, AbortSignal.timeout(2_000)]);
			const answer = await fetch(`${url}/readyz`, { signal: limit }).catch(() => undefined);
			signal.throwIfAborted();
			if (answer?.ok) break;
			if (performance.now() > endsAtMs) {
				const why = answer ? await answer.text() : 'no answer';
				throw new ServiceError(
					'unavailable',
					`${url} did not become ready within ${READY_BUDGET_MS / 1000} s: ${why}`,
				);
			}
			await sleep(PAUSE_MS, undefined, { signal });
		}
	}
}

/** Waits, within limits, for the statistics: who looks at once shall see what is there. */
export async function becomeBuilt(statsUrl: string, signal: AbortSignal): Promise<void> {
	const endsAtMs = performance.now() + READY_BUDGET_MS;
	while (performance.now() < endsAtMs) {
		if ((await readSnapshot(statsUrl).catch(() => undefined))?.built) return;
		await sleep(PAUSE_MS, undefined, { signal });
	}
}

/** Waits, within limits, until nothing is in flight; gives the figures as they are then, no older than this call. */
export async function runDry(statsUrl: string): Promise<StatsSnapshot | undefined> {
	const calledAtMs = Date.now();
	const endsAtMs = performance.now() + DRAIN_BUDGET_MS;
	for (;;) {
		const snapshot = await readSnapshot(statsUrl).catch(() => undefined);
		const dry = snapshot !== undefined && snapshot.atMs > calledAtMs && snapshot.ledger.inFlight === 0;
		if (dry || snapshot === undefined || performance.now() > endsAtMs) return snapshot;
		await sleep(PAUSE_MS);
	}
}
