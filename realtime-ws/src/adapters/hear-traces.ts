import { setTimeout as sleep } from 'node:timers/promises';
import type { Reopening } from '@canario/service-kit/reopening';
import type { Live } from '@canario/stores/stores';
import type { TraceListener } from '@canario/stores/traces';

const RETRY_MS = 1_000;

/** Listens to the traces as soon as somebody can be listened to, until it is closed. */
export function hearTraces(live: Reopening<Live>, onEvents: TraceListener) {
	const closing = new AbortController();
	const listen = async (): Promise<(() => Promise<void>) | undefined> => {
		const opened = await live.opened;
		while (opened && !closing.signal.aborted) {
			try {
				const stop = await opened.traces.subscribe(onEvents);
				if (!closing.signal.aborted) return stop;
				await stop();
			} catch {
				await sleep(RETRY_MS, undefined, { signal: closing.signal }).catch(() => {});
			}
		}
		return undefined;
	};
	const listening = listen().catch(() => undefined);
	return {
		async close(): Promise<void> {
			closing.abort();
			// a store that never opened is not waited for
			const stop = await Promise.race([listening, sleep(0)]);
			await stop?.().catch(() => {});
		},
	};
}
