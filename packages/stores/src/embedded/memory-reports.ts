import type { ServiceReport } from '@canario/contracts/service-report';

const VISIBLE_MS = 5_000;

/** The services' last reports, while they are fresh. */
export class MemoryReports {
	readonly #now: () => number;
	readonly #reports = new Map<string, { readonly report: ServiceReport; readonly atMs: number }>();

	/** @param now milliseconds; never runs backwards. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** As `LiveStatistics.publish`. */
	publish(report: ServiceReport): void {
		const atMs = this.#now();
		for (const [instance, before] of this.#reports) {
			if (before.atMs < atMs - VISIBLE_MS) this.#reports.delete(instance);
		}
		this.#reports.set(report.instance, { report, atMs });
	}

	/** Those of the last five seconds. */
	fresh(): readonly ServiceReport[] {
		const oldestMs = this.#now() - VISIBLE_MS;
		return [...this.#reports.values()].filter(({ atMs }) => atMs >= oldestMs).map(({ report }) => report);
	}
}
