import { Country } from './country/country.tsx';
import { Head } from './head.tsx';
import { Hour } from './hour.tsx';
import { LastFive } from './last-five.tsx';
import { Ages } from './people/ages.tsx';
import { DoseNumbers } from './people/dose-numbers.tsx';
import { Vaccines } from './people/vaccines.tsx';
import { usePeople } from './use-people.ts';
import styles from './vaccination-view.module.css';

/** Who is vaccinated, where, with what, and how fast. */
export function VaccinationView() {
	const people = usePeople();
	return (
		<>
			<Head doses={people?.doses} />
			<Country people={people} />
			<div className={styles.people}>
				<Ages ageGroups={people?.ageGroups} />
				<Vaccines vaccines={people?.vaccines} />
				<DoseNumbers doseNumbers={people?.doseNumbers} />
			</div>
			<div className={styles.now}>
				<Hour />
				<LastFive />
			</div>
		</>
	);
}
