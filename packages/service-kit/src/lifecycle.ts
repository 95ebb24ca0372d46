import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { within } from './within.ts';

/** Both in milliseconds; their sum stays under the pod's `terminationGracePeriodSeconds`. */
export interface ShutdownTimes {
	/** How long to go on serving once readiness is off, so that endpoints can be withdrawn first. */
	readonly drainMs: number;
	/** Budget for closing everything after that. */
	readonly deadlineMs: number;
}

export type Phase = 'starting' | 'ready' | 'draining';

/** Owns what a service opens: tells its phase, and closes everything in reverse order, once. */
export class Lifecycle {
	readonly #owned: { name: string; close: () => Promise<unknown> }[] = [];
	readonly #log: Logger;
	#phase: Phase = 'starting';
	#stopped: Promise<boolean> | undefined;

	constructor(log: Logger) {
		this.#log = log;
	}

	get phase(): Phase {
		return this.#phase;
	}

	/** Takes charge of closing `resource` and hands it back, so that opening and owning are one line. */
	own<T extends { close(): unknown }>(name: string, resource: T): T {
		// async, so that a close that throws is handled like one that rejects
		this.#owned.push({ name, close: async () => resource.close() });
		return resource;
	}

	ready(): void {
		this.#phase = 'ready';
		this.#log.info('ready');
	}

	/**
	 * Turns readiness off, waits, then closes. Resolves when all is closed or the budget is spent, with whether
	 * everything closed well; later calls return the same promise.
	 */
	stop(times: ShutdownTimes): Promise<boolean> {
		this.#stopped ??= this.#drainThenClose(times);
		return this.#stopped;
	}

	async #drainThenClose({ drainMs, deadlineMs }: ShutdownTimes): Promise<boolean> {
		const served = this.#phase === 'ready';
		this.#phase = 'draining';
		if (served) await sleep(drainMs);
		const endsAtMs = performance.now() + deadlineMs;
		let clean = true;
		for (const { name, close } of this.#owned.splice(0).reverse()) {
			try {
				await within(endsAtMs - performance.now(), `closing ${name}`, close());
			} catch (err) {
				this.#log.error({ err, resource: name }, 'close failed');
				clean = false;
			}
		}
		return clean;
	}
}
