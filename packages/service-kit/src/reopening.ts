import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ServiceError } from './service-error.ts';
import { within } from './within.ts';

interface Options {
	/** What is opened, for logs and for the error of who asks too early. */
	readonly name: string;
	readonly log: Logger;
	/** Pause between two tries, ms. */
	readonly retryMs?: number;
	/** Budget of one try, ms. */
	readonly tryMs?: number;
}

/** A dependency that may not be there yet. */
export interface Reopening<T> {
	/** @throws {ServiceError} `unavailable` before it is open and after it was closed. */
	current(): T;
	/** Resolves when it is open; with undefined when it was closed before that. Never rejects. */
	readonly opened: Promise<T | undefined>;
	/** Ends the tries and closes what is open. A try under way is not awaited; what it opens is closed. */
	close(): Promise<void>;
}

/**
 * Opens a dependency in the background, again and again until that succeeds, so that a service starts, is alive
 * and says "not ready" while the dependency is absent. A failure is logged when it is another than the last.
 * Losing it later is not seen here: what is opened finds its own way back.
 */
export function keepOpening<T extends { close(): unknown }>(
	open: () => Promise<T>,
	{ name, log, retryMs = 500, tryMs = 5_000 }: Options,
): Reopening<T> {
	const closing = new AbortController();
	const closed = new Promise<undefined>((resolve) => {
		closing.signal.addEventListener('abort', () => resolve(undefined), { once: true });
	});
	let resource: T | undefined;
	let lastFailure: string | undefined;

	const tryOnce = async (): Promise<T | undefined> => {
		const opening = Promise.resolve().then(open);
		try {
			return await within(tryMs, `opening ${name}`, opening);
		} catch (err) {
			// What comes after its time belongs to nobody.
			opening.then((late) => late.close()).catch(() => {});
			const failure = err instanceof Error ? err.message : String(err);
			if (failure !== lastFailure) log.warn({ err, dependency: name }, 'dependency is not there, trying on');
			lastFailure = failure;
			return undefined;
		}
	};
	const keepTrying = async (): Promise<T | undefined> => {
		while (!closing.signal.aborted) {
			const opened = await tryOnce();
			if (opened && closing.signal.aborted) await opened.close();
			else if (opened) {
				if (lastFailure !== undefined) log.info({ dependency: name }, 'dependency is there');
				resource = opened;
				return opened;
			} else await sleep(retryMs, undefined, { signal: closing.signal }).catch(() => {});
		}
		return undefined;
	};
	const opened = keepTrying().catch((err: unknown) => {
		log.error({ err, dependency: name }, 'closing a late dependency failed');
		return undefined;
	});
	return {
		current() {
			if (resource && !closing.signal.aborted) return resource;
			throw new ServiceError('unavailable', `${name} is not available`);
		},
		opened: Promise.race([opened, closed]),
		async close() {
			if (closing.signal.aborted) return;
			closing.abort();
			await resource?.close();
		},
	};
}
