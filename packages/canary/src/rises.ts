/** Adds up what counters that only rise have risen by, over all who report them. A reading has several counters. */
export class Rises {
	readonly sum: Float64Array;
	readonly #last = new Map<string, Float64Array>();

	/** @param length how many counters a reading has. */
	constructor(length: number) {
		this.sum = new Float64Array(length);
	}

	/**
	 * Takes a reading. Where a counter is lower than before, all of that source have begun anew.
	 *
	 * @param source whose counters they are: one begin, one name.
	 * @param fromZero whether a source that is new began meanwhile; else it is counted from this reading on.
	 */
	see(source: string, reading: Float64Array, fromZero: boolean): void {
		const last = this.#last.get(source) ?? (fromZero ? undefined : reading);
		this.#last.set(source, reading);
		const anew = last?.some((before, index) => (reading[index] ?? 0) < before);
		for (const [index, count] of reading.entries()) {
			const before = anew ? 0 : (last?.[index] ?? 0);
			this.sum[index] = (this.sum[index] ?? 0) + count - before;
		}
	}
}
