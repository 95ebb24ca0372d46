import { acceptedIn, faultsIn, type Load, type LoadOptions } from '../load/load.ts';
import { runLoad } from '../load/run-load.ts';
import type { OnCore } from '../processes/on-core.ts';
import { readCpuSeconds } from './cpu-time.ts';
import type { Sample, Side } from './sample.ts';

/** Before each round the generator itself warms up, seconds. */
const GENERATOR_WARM_UP_SECONDS = 0.5;

export interface LoadSideOptions extends Pick<LoadOptions, 'port' | 'path' | 'body' | 'connections'> {
	readonly name: string;
	/** The measured processes, with all that descend from them. */
	readonly pids: readonly number[];
	/** Records in a request; 1 unless told. */
	readonly records?: number;
	/** On which the generator runs. */
	readonly core?: OnCore;
	/** Statuses that are no fault beside 2xx. */
	readonly allowed?: readonly string[];
	/** Prepares a round; what it gives resolves, with faults, when all that was acknowledged is stored. */
	readonly settling?: () => Promise<(load: Load) => Promise<readonly string[]>>;
}

/** A side that is measured under load, until what it acknowledged is stored. */
export function loadSide(options: LoadSideOptions): Side {
	const { name, pids, records = 1, allowed, settling, core, ...load } = options;
	return {
		name,
		async run(seconds): Promise<Sample> {
			const settled = await settling?.();
			let cpuBefore: number | undefined;
			const onMeasuring = () => {
				cpuBefore = readCpuSeconds(pids);
			};
			const generated = { ...load, seconds, warmUpSeconds: GENERATOR_WARM_UP_SECONDS };
			const got = await runLoad(generated, onMeasuring, core);
			const endedMs = performance.now();
			const faults = (await settled?.(got)) ?? [];
			const settlingSeconds = settled ? (performance.now() - endedMs) / 1_000 : 0;
			const cpuAfter = readCpuSeconds(pids);
			return {
				operations: acceptedIn(got) * records,
				seconds: got.seconds + settlingSeconds,
				cpuSeconds: cpuAfter === undefined || cpuBefore === undefined ? undefined : cpuAfter - cpuBefore,
				statuses: got.statuses,
				accepted: got.accepted,
				refused: got.refused,
				faults: [...faultsIn(got, allowed), ...faults],
			};
		},
	};
}
