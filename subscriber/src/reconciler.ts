import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reopening } from '@canario/service-kit/reopening';
import { checkStatistics, rebuildStatistics } from '@canario/stores/rebuild-statistics';
import type { RecordStore } from '@canario/stores/record-store';
import type { Live } from '@canario/stores/stores';
import type { Logger } from 'pino';

interface Options {
	readonly records: Reopening<RecordStore>;
	readonly live: Reopening<Live>;
	/** This subscriber's name: only one of them reconciles at a time. */
	readonly holder: string;
	/** Pause between two checks, ms. */
	readonly everyMs: number;
	/** By then a write that was under way has ended, ms. */
	readonly settleMs: number;
	readonly onRebuilt: () => void;
	readonly log: Logger;
}

/**
 * Keeps the live statistics equal to the record store: compares them at intervals, and rebuilds them when they
 * are missing, known to be wrong, or found to differ (a writer died between storing and counting).
 */
export class Reconciler {
	readonly #options: Options;
	readonly #stopping = new AbortController();
	readonly #done: Promise<void>;

	constructor(options: Options) {
		this.#options = options;
		this.#done = this.#run();
	}

	async stop(): Promise<void> {
		this.#stopping.abort();
		await this.#done;
		await this.#handOver();
	}

	/** The next subscriber need not wait until the lease ends. */
	async #handOver(): Promise<void> {
		const { live, holder, log } = this.#options;
		try {
			await live.current().statistics.release('rebuild', holder);
		} catch (err) {
			log.debug({ err }, 'lease not given back');
		}
	}

	async #run(): Promise<void> {
		const { signal } = this.#stopping;
		const stopped = once(signal, 'abort');
		await Promise.race([Promise.all([this.#options.records.opened, this.#options.live.opened]), stopped]);
		while (!signal.aborted) {
			try {
				await this.#reconcile();
			} catch (err) {
				if (!signal.aborted) this.#options.log.debug({ err }, 'statistics not checked');
			}
			await sleep(this.#options.everyMs, undefined, { signal }).catch(() => {});
		}
	}

	async #reconcile(): Promise<void> {
		const { records, live, holder, everyMs, settleMs, onRebuilt, log } = this.#options;
		const { statistics } = live.current();
		if (!(await statistics.lease('rebuild', holder, 3 * everyMs + 2 * settleMs))) return;
		const ports = { records: records.current(), statistics, nowMs: Date.now, settleMs };
		const { built, suspect } = await statistics.read();
		if (built && !suspect && (await checkStatistics(ports)).equal) return;
		log.info({ built, suspect }, 'rebuilding the statistics from the record store');
		const { signal } = this.#stopping;
		await rebuildStatistics({ ...ports, sleep: (ms) => sleep(ms, undefined, { signal }) });
		onRebuilt();
	}
}
