import type { Vaccination } from '@canario/contracts/vaccination';
import type { Tracer } from '@canario/stores/tracer';
import type { Inserted } from './domain/recorder.ts';

/** Tells of the traced vaccinations that are stored here; of all others it does nothing. */
export function sightings(tracer: Tracer) {
	return {
		/**
		 * The record store has just answered.
		 *
		 * @returns what to call when the documents are counted; nothing where none is traced.
		 */
		stored({ vaccinations, outcomes }: Inserted): (() => void) | undefined {
			let traced: Vaccination[] | undefined;
			for (let index = 0; index < vaccinations.length; index++) {
				const vaccination = vaccinations[index] as Vaccination;
				if (vaccination.traced === undefined || outcomes[index] !== 'stored') continue;
				traced ??= [];
				traced.push(vaccination);
				const tookMs = Math.max(0, tracer.nowMs() - vaccination.accepted_at);
				tracer.saw(vaccination, 'stored', { lane: 'blue', tookMs });
			}
			return traced && (() => tracer.sawThose(traced, 'counted', 'blue'));
		},
	};
}
