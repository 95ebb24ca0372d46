import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

interface Options {
	/** Resolves when there is something to follow. */
	readonly opened: Promise<unknown>;
	/** Reads on, once. */
	readonly follow: () => Promise<void>;
	/** Pause between two readings, milliseconds. */
	readonly everyMs: number;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
	readonly log: Pick<Logger, 'info' | 'warn'>;
}

export interface Following {
	/** Resolves when the history was read for the first time; not at all when that never happens. */
	readonly first: Promise<void>;
	/** Milliseconds since it was read the last time; since the beginning where it never was. */
	behindMs(): number;
	close(): Promise<void>;
}

/** Reads on again and again until it is closed; a failure is logged when it is another than the last. */
export function keepFollowing({ opened, follow, everyMs, steadyMs, log }: Options): Following {
	const closing = new AbortController();
	const { promise: first, resolve: readFirst } = Promise.withResolvers<void>();
	const closed = new Promise((resolve) => {
		closing.signal.addEventListener('abort', resolve, { once: true });
	});
	let readAtMs = steadyMs();
	let failure: string | undefined;

	const once = async () => {
		try {
			await follow();
			readAtMs = steadyMs();
			if (failure !== undefined) log.info('the split can be followed again');
			failure = undefined;
			readFirst();
		} catch (err) {
			const words = err instanceof Error ? err.message : String(err);
			if (words !== failure) log.warn({ err }, 'the split cannot be followed, the weights stay as they are');
			failure = words;
		}
	};
	const keepOn = async () => {
		await Promise.race([opened, closed]);
		while (!closing.signal.aborted) {
			await once();
			await sleep(everyMs, undefined, { signal: closing.signal }).catch(() => {});
		}
	};
	const ended = keepOn();
	return {
		first,
		behindMs: () => steadyMs() - readAtMs,
		async close() {
			closing.abort();
			await ended;
		},
	};
}
