import type { Reply } from './post.ts';

/** At most this many tries of one request, the first included. */
export const MAX_TRIES = 10;
/** No try begins later than this after the first. */
export const RETRY_WINDOW_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What a request came to after all its tries. */
export interface Delivery {
	readonly reply: Reply;
	readonly tries: number;
	/** Whether an earlier try ended without a verdict: it may have stored the record, whatever `reply` says. */
	readonly doubtful: boolean;
}

export interface DeliverOptions {
	/** Sends the request once. */
	readonly attempt: () => Promise<Reply>;
	readonly retry: boolean;
	/** Milliseconds, on any monotonic scale. */
	readonly now: () => number;
	/** Resolves after that many milliseconds, or earlier when the run stops. */
	readonly pause: (pauseMs: number) => Promise<void>;
	/** A number in [0, 1). */
	readonly jitter: () => number;
	readonly stopped: () => boolean;
}

/**
 * Sends a request, with `retry` again and again while it ends without an answer or in 503, pausing as
 * `Retry-After` asks or else for twice as long each time.
 */
export async function deliver(options: DeliverOptions): Promise<Delivery> {
	const lastStart = options.now() + RETRY_WINDOW_MS;
	let reply = await options.attempt();
	let tries = 1;
	while (options.retry && isWorthRepeating(reply) && tries < MAX_TRIES) {
		const pauseMs = askedPauseMs(reply) ?? growingPauseMs(tries, options.jitter());
		if (options.now() + pauseMs > lastStart) break;
		await options.pause(pauseMs);
		if (options.stopped()) break;
		reply = await options.attempt();
		tries++;
	}
	return { reply, tries, doubtful: tries > 1 };
}

/** 503 too, because a lane that failed may have stored the record before it failed. */
function isWorthRepeating(reply: Reply): boolean {
	return 'error' in reply || reply.status === 503;
}

/** `Retry-After` in milliseconds: a number of seconds or a date. */
function askedPauseMs(reply: Reply): number | undefined {
	if ('error' in reply || reply.retryAfter === undefined) return undefined;
	if (/^\d+$/.test(reply.retryAfter)) return Number(reply.retryAfter) * 1_000;
	const date = Date.parse(reply.retryAfter);
	return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function growingPauseMs(tries: number, jitter: number): number {
	// half fixed and half spread, so that those cut off together do not come back together
	return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.5 + jitter / 2);
}
