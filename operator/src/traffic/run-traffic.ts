import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { checkTraffic } from './check-traffic.ts';
import { DEFAULT_MAX_IN_FLIGHT, type Pace, paceClosed, paceOpen } from './pace.ts';
import { seededSource } from './seeded-source.ts';
import { createSender, type Sender } from './sender.ts';
import { Tally } from './tally.ts';
import type { TrafficOptions, TrafficSummary } from './traffic-options.ts';

/** How long a run that is stopped early waits for the answers to what it has sent. */
const STOP_GRACE_MS = 2_000;
const REQUEST_TIMEOUT_MS = 10_000;
const PROGRESS_EVERY_MS = 1_000;

const now = () => performance.timeOrigin + performance.now();

/**
 * Sends vaccinations to the entry and resolves with how it went when the last of them is answered. What fails
 * is counted, never thrown.
 *
 * @throws {ServiceError} `invalid_input` for options that make no sense.
 */
export async function runTraffic(options: TrafficOptions): Promise<TrafficSummary> {
	checkTraffic(options);
	const { target, model, durationMs, seed, onProgress, signal } = options;
	const connections = mostInFlight(options);
	const pool = new Pool(new URL(target).origin, { connections });
	const tally = new Tally();
	const startMs = now();
	const report = () => onProgress?.({ ...tally.counts, elapsedMs: now() - startMs, durationMs });
	const ticker = setInterval(report, PROGRESS_EVERY_MS);
	const grace = cutOffAfterGrace(signal, pool);
	try {
		await offer(options, pool, tally);
	} finally {
		clearInterval(ticker);
		grace.end();
		await pool.destroy();
		options.ledger?.flush();
	}
	report();
	const summary = tally.summary();
	const ok = summary.missed === 0 && summary.unsent === 0;
	return { ok, target, seed, model, elapsedMs: now() - startMs, ...summary };
}

/** Offers the load as the model says, and resolves when the last request is answered. */
async function offer(options: TrafficOptions, pool: Pool, tally: Tally): Promise<void> {
	const { target, source, model, durationMs, seed, array, signal, ledger, retry = false } = options;
	const { pathname, search } = new URL(target);
	const pace: Pace = {
		durationMs,
		now,
		// ends early when the run stops
		pause: (pauseMs) => sleep(pauseMs, undefined, signal && { signal }).catch(() => {}),
		stopped: () => signal?.aborted ?? false,
	};
	const sender = createSender({
		...pace,
		dispatcher: pool,
		path: pathname + search,
		source: seededSource(source, seed),
		tally,
		ledger,
		array,
		retry,
		requestTimeoutMs: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
	});
	if (model.kind === 'closed') return paceClosed({ ...pace, users: model.users, send: sender.send });
	const maxInFlight = mostInFlight(options);
	const unsent = () => tally.unsent(array ?? 1);
	return offerOpen(sender, { ...pace, ratePerSecond: model.ratePerSecond, maxInFlight, unsent });
}

interface OpenLoad extends Pace {
	readonly ratePerSecond: number;
	readonly maxInFlight: number;
	/** Told of each request that was due but not sent. */
	readonly unsent: () => void;
}

async function offerOpen(sender: Sender, load: OpenLoad): Promise<void> {
	const underway = new Set<Promise<unknown>>();
	const begin = (dueMs: number) => {
		if (sender.active >= load.maxInFlight) return load.unsent();
		const sending = sender.send(dueMs).finally(() => underway.delete(sending));
		underway.add(sending);
	};
	await paceOpen({ ...load, begin });
	await Promise.all(underway);
}

function mostInFlight({ model }: TrafficOptions): number {
	return model.kind === 'closed' ? model.users : (model.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT);
}

/** Once `signal` fires, lets the answers come for a while, then cuts off what is still awaited. */
function cutOffAfterGrace(signal: AbortSignal | undefined, pool: Pool): { end(): void } {
	let timer: NodeJS.Timeout | undefined;
	const begin = () => {
		timer = setTimeout(() => void pool.destroy(), STOP_GRACE_MS);
	};
	if (signal?.aborted) begin();
	signal?.addEventListener('abort', begin, { once: true });
	return {
		end() {
			clearTimeout(timer);
			signal?.removeEventListener('abort', begin);
		},
	};
}
