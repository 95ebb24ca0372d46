import type { Ledger } from '@canario/operator/traffic/ledger';
import { runTraffic } from '@canario/operator/traffic/run-traffic';
import type { TrafficRecord } from '@canario/operator/traffic/traffic-file';
import type { TrafficSummary } from '@canario/operator/traffic/traffic-options';
import { expect, onTestFinished } from 'vitest';

/** New requests begin in pieces of this length, so that a load can end without cutting off what was sent. */
const PIECE_MS = 250;

interface Options {
	/** URL of the entry. */
	readonly target: string;
	readonly source: readonly TrafficRecord[];
	readonly ledger: Ledger;
	readonly ratePerSecond?: number;
	/** Whether the sender tries again, under the same key, after a reset, a time-out or 503. */
	readonly retry?: boolean;
}

/** A load that runs in the background, from the generator that `./canario traffic` runs. */
export interface Load {
	/** Resolves when `count` more vaccinations are acknowledged than were when it is asked. */
	acknowledges(count: number): Promise<void>;
	/** Begins no more, waits for the answers (and tries again where it is told to), and gives the sums. */
	stop(): Promise<LoadSummary>;
}

export interface LoadSummary {
	readonly acknowledged: number;
	readonly missed: number;
	readonly unsent: number;
	readonly retries: number;
	/** Requests by their last status, or by how they ended without one. */
	readonly statuses: Readonly<Record<string, number>>;
	/** Longest time to an acknowledgement, ms. */
	readonly maxMs: number;
}

let seed = 0;

/** Offers so many vaccinations a second (150 unless told), open model, until it is stopped or its test is over. */
export function startLoad({ ratePerSecond = 150, retry = false, ...options }: Options): Load {
	const pieces: Promise<TrafficSummary>[] = [];
	const over = new AbortController();
	let acknowledged = 0;
	const begin = () => {
		let before = 0;
		const piece = runTraffic({
			...options,
			retry,
			model: { kind: 'open', ratePerSecond },
			durationMs: PIECE_MS,
			seed: ++seed,
			signal: over.signal,
			onProgress: (progress) => {
				acknowledged += progress.acknowledged - before;
				before = progress.acknowledged;
			},
		});
		// whoever stops the load hears of it
		piece.catch(() => {});
		pieces.push(piece);
	};
	begin();
	const timer = setInterval(begin, PIECE_MS);
	onTestFinished(async () => {
		clearInterval(timer);
		over.abort();
		await Promise.allSettled(pieces);
	});
	return {
		async acknowledges(count) {
			const goal = acknowledged + count;
			await expect.poll(() => acknowledged, { timeout: 30_000, interval: 25 }).toBeGreaterThanOrEqual(goal);
		},
		async stop() {
			clearInterval(timer);
			return sumsOf(await Promise.all(pieces));
		},
	};
}

function sumsOf(pieces: readonly TrafficSummary[]): LoadSummary {
	const total = (key: 'acknowledged' | 'missed' | 'unsent' | 'retries') =>
		pieces.reduce((sum, piece) => sum + piece[key], 0);
	const statuses: Record<string, number> = {};
	for (const piece of pieces) {
		for (const [status, count] of Object.entries(piece.statuses))
			statuses[status] = (statuses[status] ?? 0) + count;
	}
	return {
		acknowledged: total('acknowledged'),
		missed: total('missed'),
		unsent: total('unsent'),
		retries: total('retries'),
		statuses,
		maxMs: Math.max(...pieces.map(({ latency }) => latency.maxMs)),
	};
}
