import { OTHER } from '@canario/contracts/departments';
import type { FeedRequests, SampledRequest } from '@canario/contracts/feed';
import type { ByLane } from '@canario/contracts/lane';
import type { TraceEvent } from '@canario/contracts/trace';
import { LRUCache } from 'lru-cache';
import { evenly } from './evenly.ts';
import { hundredths } from './hundredths.ts';

/** Most requests that wait for a tick, and most keys that are remembered: some minutes' worth. */
const MAX_WAITING = 2_000;
const MAX_KEYS = 20_000;

interface Options {
	/** Most requests a second that are shown. */
	readonly perSecond: number;
	/** How often `take` is called, milliseconds. */
	readonly tickMs: number;
	/** The true rates, requests a second. */
	readonly rates: () => ByLane<number>;
	/** Milliseconds; never runs backwards. */
	readonly elapsedMs: () => number;
}

/** Puts together what the stations of the traced vaccinations saw, for viewers who watch single requests. */
export class RequestSample {
	readonly #options: Options;
	/** Durable times of those that are not shown yet: a lane may be heard before the entry. */
	readonly #durable = new LRUCache<string, number>({ max: MAX_KEYS });
	/** Those that were shown, and whether with their durable time. */
	readonly #shown = new LRUCache<string, { durable: boolean }>({ max: MAX_KEYS });
	#waiting: SampledRequest[] = [];
	#late: { readonly key: string; readonly durableMs: number }[] = [];
	#deadLettered: string[] = [];
	#allowance = 0;
	#tookAtMs: number;

	constructor(options: Options) {
		this.#options = options;
		this.#tookAtMs = options.elapsedMs();
	}

	hear(events: readonly TraceEvent[]): void {
		for (const event of events) {
			if (event.hop === 'acknowledged' || event.hop === 'failed') this.#answered(event);
			else if (event.hop === 'stored' && event.tookMs !== undefined)
				this.#stored(event.key, hundredths(event.tookMs));
			else if (event.hop === 'dead-lettered' && this.#shown.has(event.key))
				this.#deadLettered.push(event.key);
		}
	}

	/** What is to be shown since the last call; undefined when that is nothing. */
	take(): FeedRequests | undefined {
		const requests = evenly(this.#waiting, this.#spend(this.#waiting.length)).map((one) => this.#show(one));
		const [durable, deadLettered] = [this.#late, this.#deadLettered];
		[this.#waiting, this.#late, this.#deadLettered] = [[], [], []];
		if (requests.length + durable.length + deadLettered.length === 0) return undefined;
		return { perSecond: this.#options.rates(), requests, durable, deadLettered };
	}

	#answered({ key, hop, lane, outcome, tookMs, department = OTHER, visitor }: TraceEvent): void {
		const told: SampledRequest['outcome'] | undefined = hop === 'failed' ? 'failed' : outcome;
		if (told === undefined || tookMs === undefined || this.#waiting.length >= MAX_WAITING) return;
		const request = { key, outcome: told, ackMs: hundredths(tookMs), department };
		this.#waiting.push({ ...request, ...(lane && { lane }), ...(visitor && { visitor }) });
	}

	#stored(key: string, durableMs: number): void {
		const shown = this.#shown.get(key);
		if (!shown) this.#durable.set(key, durableMs);
		else if (!shown.durable) {
			shown.durable = true;
			this.#late.push({ key, durableMs });
		}
	}

	#show(request: SampledRequest): SampledRequest {
		const durableMs = this.#durable.get(request.key);
		this.#shown.set(request.key, { durable: durableMs !== undefined });
		return durableMs === undefined ? request : { ...request, durableMs };
	}

	/** How many of `wanted` may be shown now. */
	#spend(wanted: number): number {
		const { perSecond, tickMs, elapsedMs } = this.#options;
		const now = elapsedMs();
		// what one tick did not use is not for later: there would be a rush
		const most = perSecond === 0 ? 0 : Math.max(1, (perSecond * tickMs) / 1_000);
		this.#allowance = Math.min(most, this.#allowance + ((now - this.#tookAtMs) / 1_000) * perSecond);
		this.#tookAtMs = now;
		const spent = Math.min(wanted, Math.floor(this.#allowance));
		this.#allowance -= spent;
		return spent;
	}
}
