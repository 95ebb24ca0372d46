import type { Delivery } from '@canario/stores/green-stream';

/** Most vaccinations that are held; in the classroom mode nothing else keeps them. */
const MAX_HELD = 20_000;
const BATCH = 500;

/** Stores what is broadcast in the classroom mode, at most once: what does not fit is lost, and the books show it. */
export class BroadcastReader {
	readonly #process: (deliveries: readonly Delivery[]) => Promise<void>;
	readonly #waiting: string[] = [];
	#underWay = 0;
	#running: Promise<void> | undefined;

	/** @param process stores and books; what it rejects is lost. */
	constructor(process: (deliveries: readonly Delivery[]) => Promise<void>) {
		this.#process = process;
	}

	/** Vaccinations in memory. */
	get held(): number {
		return this.#waiting.length + this.#underWay;
	}

	hear(payloads: readonly string[]): void {
		this.#waiting.push(...payloads.slice(0, Math.max(0, MAX_HELD - this.held)));
		this.#running ??= this.#run().finally(() => {
			this.#running = undefined;
		});
	}

	/** Resolves when what was heard is done with. */
	async stop(): Promise<void> {
		await this.#running;
	}

	async #run(): Promise<void> {
		while (this.#waiting.length > 0) {
			const batch = this.#waiting.splice(0, BATCH);
			this.#underWay = batch.length;
			const deliveries = batch.map((payload) => ({ entryId: '', payload, deliveries: 1 }));
			await this.#process(deliveries).catch(() => {});
			this.#underWay = 0;
		}
	}
}
