import { setTimeout as sleep } from 'node:timers/promises';

interface Options {
	/** Pause between two looks, milliseconds. */
	readonly everyMs: number;
	/** One look; what it throws is its own affair. */
	readonly look: (signal: AbortSignal) => Promise<void>;
}

/** Looks again and again until it is closed. */
export function keepLooking({ everyMs, look }: Options): { close(): Promise<void> } {
	const closing = new AbortController();
	const { signal } = closing;
	const keepOn = async () => {
		while (!signal.aborted) {
			await look(signal).catch(() => {});
			await sleep(everyMs, undefined, { signal }).catch(() => {});
		}
	};
	const ended = keepOn();
	return {
		async close() {
			closing.abort();
			await ended;
		},
	};
}
