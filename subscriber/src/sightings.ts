import type { Tracer } from '@canario/stores/tracer';
import { vaccinationIn } from './domain/judge.ts';
import type { Settlement } from './domain/store-deliveries.ts';

const LANE = { lane: 'green' } as const;

export type Sightings = ReturnType<typeof sightings>;

/** Tells of the traced vaccinations that end here; of all others it does nothing. */
export function sightings(tracer: Tracer) {
	return {
		/** They are on the record store's disk just now. */
		stored({ traced }: Settlement): void {
			for (const vaccination of traced) {
				const tookMs = Math.max(0, tracer.nowMs() - vaccination.accepted_at);
				tracer.saw(vaccination, 'stored', { ...LANE, tookMs });
			}
		},
		/** They are booked and counted, which is one step; those that cannot be stored are put aside with it. */
		settled({ traced, settled }: Settlement): void {
			tracer.sawThose(traced, 'counted', 'green');
			for (const { result } of settled) {
				if (typeof result === 'string') continue;
				const vaccination = vaccinationIn(result.payload);
				if (vaccination) tracer.saw(vaccination, 'dead-lettered', LANE);
			}
		},
	};
}
