import type { Dispatcher } from 'undici';
import { deliver } from './deliver.ts';
import { judge } from './judge.ts';
import type { Ledger } from './ledger.ts';
import type { Pace } from './pace.ts';
import { post } from './post.ts';
import type { SeededSource } from './seeded-source.ts';
import type { Tally } from './tally.ts';

export interface SenderOptions extends Pick<Pace, 'now' | 'pause' | 'stopped'> {
	readonly dispatcher: Dispatcher;
	/** Path and query of the requests. */
	readonly path: string;
	readonly source: SeededSource;
	readonly tally: Tally;
	readonly ledger: Ledger | undefined;
	/** Vaccinations in a request; undefined sends single ones. */
	readonly array: number | undefined;
	readonly retry: boolean;
	/** For each try. */
	readonly requestTimeoutMs: number;
}

export interface Sender {
	/**
	 * Sends the next request of the source, counts it, writes it to the ledger, and resolves with whether all
	 * of it was acknowledged. Its latency counts from `intendedMs`.
	 */
	send(intendedMs: number): Promise<boolean>;
	/** Requests on the wire; one that pauses before its next try is not. */
	readonly active: number;
}

export function createSender(options: SenderOptions): Sender {
	const { source, tally, ledger, array, retry, requestTimeoutMs, now } = options;
	const named = array === undefined && (retry || ledger !== undefined);
	let active = 0;

	async function send(intendedMs: number): Promise<boolean> {
		const invokedMs = now();
		const id = named ? source.nextId(invokedMs) : undefined;
		const body = source.nextBody(array);
		const headers = { 'content-type': 'application/json', ...(id && { 'idempotency-key': id }) };
		const attempt = async () => {
			active++;
			const reply = await post(options.dispatcher, {
				path: options.path,
				headers,
				body,
				timeoutMs: requestTimeoutMs,
			});
			active--;
			return reply;
		};
		tally.begin(array ?? 1);
		if (id !== undefined) ledger?.append({ t: 'invoke', id, at: Math.floor(invokedMs) });
		const { pause, stopped } = options;
		const delivery = await deliver({ attempt, retry, now, pause, stopped, jitter: () => source.jitter() });
		const sent = { id, size: array };
		const judgement = judge(delivery, sent);
		tally.finish(judgement, now() - intendedMs, delivery.tries);
		ledger?.appendOutcome(judgement, sent, Math.floor(now()));
		return judgement.missed.length === 0;
	}

	return {
		send,
		get active() {
			return active;
		},
	};
}
