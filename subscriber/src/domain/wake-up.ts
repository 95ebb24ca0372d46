/** Lets one loop sleep until somebody wakes it or a time is over; a wake-up while it is awake is kept. */
export class WakeUp {
	#kept = false;
	#wake: (() => void) | undefined;

	wake(): void {
		this.#kept = true;
		this.#wake?.();
	}

	/** Resolves at the next wake-up, or after `ms` milliseconds. */
	async sleep(ms: number): Promise<void> {
		if (!this.#kept) {
			let timer: NodeJS.Timeout | undefined;
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
				timer = setTimeout(resolve, ms);
			});
			clearTimeout(timer);
			this.#wake = undefined;
		}
		this.#kept = false;
	}
}
