import type { Fault } from '@canario/contracts/fault';
import type { HopOutcome } from '@canario/contracts/hop';
import type { Vaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '../service-error.ts';
import { delayOf, happens, type Random } from './decide.ts';

/** What a lane suffered, as the metric names it. */
export type FaultKind = 'error' | 'delay' | 'hang' | 'durable_delay' | 'drop';

/** How a lane serves a hop. */
export type Serve = (vaccinations: readonly Vaccination[]) => Promise<readonly HopOutcome[]>;

interface Ports {
	/** What the lane is to suffer just now. */
	readonly current: () => Fault | undefined;
	readonly random: Random;
	/** Resolves after `ms` milliseconds, or at once when `signal` aborts. */
	readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
	/** `count` vaccinations suffered `kind`. */
	readonly onInjected: (kind: FaultKind, count: number) => void;
}

/** So often somebody who hangs looks whether the fault is over, milliseconds. */
const HANG_LOOK_MS = 100;

/** Makes a lane suffer its fault: it alone decides by chance, and it touches vaccinations only. */
export class FaultInjector {
	readonly #ports: Ports;
	readonly #closing = new AbortController();

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Whether `hop` would do anything but serve. */
	get active(): boolean {
		return this.#ports.current() !== undefined;
	}

	/**
	 * Serves a hop under the fault: it hangs, is late, and some of its vaccinations fail without being served.
	 *
	 * @param gone aborts when nobody waits for the answer any more: then nothing is served.
	 * @throws {ServiceError} `injected` when whoever asked has gone meanwhile, or what `serve` rejects with.
	 */
	async hop(
		vaccinations: readonly Vaccination[],
		serve: Serve,
		gone: AbortSignal,
	): Promise<readonly HopOutcome[]> {
		const { current, random, onInjected } = this.#ports;
		const fault = current();
		if (!fault) return serve(vaccinations);
		const end = AbortSignal.any([gone, this.#closing.signal]);
		if (fault.hang) await this.#hang(vaccinations.length, end);
		const delayMs = delayOf(fault, random);
		if (delayMs > 0) {
			onInjected('delay', vaccinations.length);
			await this.#ports.pause(delayMs, end);
		}
		if (gone.aborted) throw new ServiceError('injected', 'a fault on purpose outlasted its sender');
		return this.#failing(fault.errors, vaccinations, serve);
	}

	/** To be awaited before each write to the record store of `count` vaccinations. */
	async beforeWrite(count: number, signal = this.#closing.signal): Promise<void> {
		const fault = this.#ports.current();
		if (!fault || fault.durableDelayMs === 0) return;
		this.#ports.onInjected('durable_delay', count);
		await this.#ports.pause(fault.durableDelayMs, AbortSignal.any([signal, this.#closing.signal]));
	}

	/** Those of `heard` that are not dropped. */
	keep<T>(heard: readonly T[]): readonly T[] {
		const { current, random, onInjected } = this.#ports;
		const share = current()?.drop ?? 0;
		if (share === 0) return heard;
		const kept = heard.filter(() => !happens(share, random));
		if (kept.length < heard.length) onInjected('drop', heard.length - kept.length);
		return kept;
	}

	/** Lets go whoever waits. */
	close(): void {
		this.#closing.abort();
	}

	async #hang(count: number, end: AbortSignal): Promise<void> {
		this.#ports.onInjected('hang', count);
		while (!end.aborted && this.#ports.current()?.hang) await this.#ports.pause(HANG_LOOK_MS, end);
	}

	async #failing(share: number, vaccinations: readonly Vaccination[], serve: Serve) {
		if (share === 0) return serve(vaccinations);
		const { random, onInjected } = this.#ports;
		const failed = vaccinations.map(() => happens(share, random));
		const spared = vaccinations.filter((_, index) => !failed[index]);
		if (spared.length < vaccinations.length) onInjected('error', vaccinations.length - spared.length);
		const served = (spared.length > 0 ? await serve(spared) : []).values();
		return failed.map((fails): HopOutcome => (fails ? 'failed' : (served.next().value as HopOutcome)));
	}
}
