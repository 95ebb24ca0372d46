import type { Fault } from '@canario/contracts/fault';
import type { Lane } from '@canario/contracts/lane';
import { within } from '../within.ts';

/** So often a lane looks whether it has a fault, milliseconds. */
const EVERY_MS = 250;

/** A reading that takes longer is given up, milliseconds: it may be hanging, and a fault must end. */
const READ_MS = 2_000;

interface Options {
	readonly lane: Lane;
	/** Every lane's faults; rejects while nobody knows. */
	readonly list: () => Promise<readonly Fault[]>;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	/** A fault began, is another than before, or (undefined) is over. */
	readonly onChange: (fault: Fault | undefined) => void;
}

/** Knows the lane's fault. While nobody can be asked the last known one goes on, but never beyond its end. */
export class FaultWatch {
	readonly #options: Options;
	readonly #timer: NodeJS.Timeout;
	#fault: Fault | undefined;
	#looking = false;

	constructor(options: Options) {
		this.#options = options;
		this.#timer = setInterval(() => void this.#look(), EVERY_MS).unref();
		void this.#look();
	}

	/** What the lane is to suffer just now. */
	get current(): Fault | undefined {
		const fault = this.#fault;
		if (fault === undefined || this.#options.nowMs() < fault.untilMs) return fault;
		this.#become(undefined);
		return undefined;
	}

	close(): void {
		clearInterval(this.#timer);
		this.#become(undefined);
	}

	async #look(): Promise<void> {
		void this.current;
		if (this.#looking) return;
		this.#looking = true;
		try {
			const { lane, list, nowMs } = this.#options;
			const faults = await within(READ_MS, 'the faults', list());
			this.#become(faults.find((fault) => fault.lane === lane && nowMs() < fault.untilMs));
		} catch {
			// what is known goes on until its end
		} finally {
			this.#looking = false;
		}
	}

	#become(fault: Fault | undefined): void {
		if (JSON.stringify(fault) === JSON.stringify(this.#fault)) return;
		this.#fault = fault;
		this.#options.onChange(fault);
	}
}
