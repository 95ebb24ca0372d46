import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';

/** Buckets of request durations, seconds; finest where the lanes usually answer (1 to 100 ms). */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Buckets of batches. */
const SIZE_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

type Labels<L extends string> = readonly L[];

/** The metrics of one service, in a registry of its own, so that several services can share a process. */
export class Metrics {
	readonly #registry = new Registry();

	constructor(service: string, version: string) {
		this.#registry.setDefaultLabels({ service });
		collectDefaultMetrics({ register: this.#registry });
		this.gauge('canario_build_info', 'Version of the service; always 1.', ['version']).set({ version }, 1);
	}

	/** @param name ends in `_total`. */
	counter<L extends string = never>(name: string, help: string, labelNames: Labels<L> = []): Counter<L> {
		return new Counter({ name, help, labelNames, registers: [this.#registry] });
	}

	/** @param collect sets the value when metrics are read. */
	gauge<L extends string = never>(
		name: string,
		help: string,
		labelNames: Labels<L> = [],
		collect?: (gauge: Gauge<L>) => void | Promise<void>,
	): Gauge<L> {
		return new Gauge({
			name,
			help,
			labelNames,
			registers: [this.#registry],
			...(collect && {
				async collect() {
					await collect(this);
				},
			}),
		});
	}

	/** @param name ends in `_seconds`; values are seconds. */
	duration<L extends string = never>(name: string, help: string, labelNames: Labels<L> = []): Histogram<L> {
		return new Histogram({ name, help, labelNames, buckets: DURATION_BUCKETS, registers: [this.#registry] });
	}

	/** Counts of things that are handled together, such as a batch. */
	sizes<L extends string = never>(name: string, help: string, labelNames: Labels<L> = []): Histogram<L> {
		return new Histogram({ name, help, labelNames, buckets: SIZE_BUCKETS, registers: [this.#registry] });
	}

	get contentType(): string {
		return this.#registry.contentType;
	}

	/** Prometheus' text form. */
	text(): Promise<string> {
		return this.#registry.metrics();
	}
}
