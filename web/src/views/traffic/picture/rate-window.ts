/** Over how long a rate is measured, ms. */
const WINDOW_MS = 10_000;

/** Points nearer than this to the one before are not kept, ms. */
const APART_MS = 450;

/** The rate of a count that grows, over the last ten seconds. */
export class RateWindow {
	#points: { readonly atMs: number; readonly count: number }[] = [];

	/** Takes the count of now; a count that shrank began anew. */
	add(count: number, atMs: number): void {
		const last = this.#points.at(-1);
		if (last !== undefined && count < last.count) this.#points = [];
		else if (last !== undefined && atMs - last.atMs < APART_MS) return;
		this.#points.push({ atMs, count });
		while ((this.#points[1]?.atMs ?? atMs) <= atMs - WINDOW_MS) this.#points.shift();
	}

	/** A second; undefined before there are two seconds to tell it from. */
	perSecond(): number | undefined {
		const first = this.#points[0];
		const last = this.#points.at(-1);
		if (first === undefined || last === undefined || last.atMs - first.atMs < 2_000) return undefined;
		return ((last.count - first.count) * 1_000) / (last.atMs - first.atMs);
	}
}
