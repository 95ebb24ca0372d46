import { fold } from './fold.ts';

/** The vaccines that Guatemala gave in 2021 (shares of doses: lahora.gt/?p=466408), as they are written in documents. */
export const VACCINES = ['Moderna', 'AstraZeneca', 'Sputnik V', 'Pfizer-BioNTech'] as const;

const SPELLINGS: Readonly<Record<(typeof VACCINES)[number], readonly string[]>> = {
	Moderna: ['mRNA-1273', 'Spikevax'],
	AstraZeneca: ['Astra Zeneca', 'Oxford', 'Oxford AstraZeneca', 'Covishield', 'Vaxzevria'],
	'Sputnik V': ['Sputnik', 'SputnikV', 'Gam-COVID-Vac'],
	'Pfizer-BioNTech': ['Pfizer', 'BioNTech', 'PfizerBioNTech', 'Comirnaty', 'BNT162b2'],
};

const bySpelling = new Map<string, string>();
for (const vaccine of VACCINES) {
	for (const spelling of [vaccine, ...SPELLINGS[vaccine]]) bySpelling.set(fold(spelling), vaccine);
}

/** The usual name of the vaccine that `spelling` means; undefined when the table does not know it. */
export function findVaccine(spelling: string): string | undefined {
	return bySpelling.get(fold(spelling));
}
