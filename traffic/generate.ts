import type { VaccinationInput } from '@canario/contracts/vaccination';
import type { Prng } from '../operator/src/traffic/prng.ts';
import { AGE_BANDS, draw, PLACES } from './campaign.ts';
import { drawName } from './people.ts';

/** `count` vaccinations as Guatemala's campaign of 2021 and 2022 may have sent them; the same `prng`, the same ones. */
export function generateTraffic(prng: Prng, count: number): VaccinationInput[] {
	return Array.from({ length: count }, () => {
		const place = draw(prng, PLACES);
		const band = draw(prng, AGE_BANDS);
		// the lower of two draws: in every band the younger are more
		const years = band.toAge - band.fromAge + 1;
		const age = band.fromAge + Math.min(prng.below(years), prng.below(years));
		return {
			name: drawName(prng, place.code),
			location: place.name,
			age,
			vaccine_type: draw(prng, band.vaccines),
			n_dose: draw(prng, band.doses),
		};
	});
}

/** The text of a traffic file: a JSON array, one record a line. */
export function formatTraffic(records: readonly VaccinationInput[]): string {
	return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
}
