import type { es } from '../es/vaccination.ts';
import type { Translated } from '../texts.ts';

export const en: Translated<typeof es> = {
	title: 'Vaccination in Guatemala, live',
	headline: {
		none: 'No vaccination has been recorded yet',
		share: (people, first, complete) =>
			`${first} ${people === 1 ? 'person' : 'people'} with a first dose; ${complete} fully vaccinated`,
		noneComplete: (people, first) =>
			`${first} ${people === 1 ? 'person' : 'people'} with a first dose; nobody fully vaccinated yet`,
		both: (first, complete) => `${first} first doses and ${complete} completed courses recorded`,
	},
	noneYet: 'This view fills with the first vaccination that is stored.',
	building: 'The figures are being rebuilt from the record store; they will grow for a few seconds.',
	visitors: {
		label: (count) => `Add visitors’ tries (${count})`,
		note: 'What is sent from the Traffic view is counted apart.',
	},
	figures: {
		label: 'Main figures',
		first: 'With a first dose',
		firstUnit: 'people',
		complete: 'Fully vaccinated',
		completeUnit: 'people with a second dose',
		all: 'Doses in all',
		allUnit: (further) => `${further} of them boosters`,
		perHundred: 'Per 100 inhabitants',
		perHundredUnit: (population) => `doses; population ${population}`,
	},
	map: {
		title: 'First dose by department',
		caption: (name, percent) =>
			`The highest share of people with a first dose is in ${name}: ${percent} of its population.`,
		captionNone: 'No department has people with a first dose yet.',
		label: 'Map of Guatemala by department. The arrow keys go from one department to another.',
		unit: '% of the population with a first dose (INE 2020)',
		country: 'The whole country',
		none: 'no doses',
		scale: (step) => `Each tone spans ${step} points; the scale follows the highest value.`,
		place: (percent, first, complete) =>
			`${percent} of the population; ${first} with a first dose, ${complete} complete`,
		hint: 'Point at a department to see its figures.',
		source: 'Outlines: Natural Earth.',
	},
	places: {
		title: 'Departments',
		caption: (withDoses) =>
			`${withDoses} of 22 departments have recorded vaccinations. The order is renewed every 5 seconds.`,
		name: 'Department',
		percent: '% of population',
		first: 'First dose',
		complete: 'Complete',
		other: 'Elsewhere',
		otherNote: 'Elsewhere: records whose department is not in INE’s table; population unknown.',
	},
	ages: {
		title: 'By age',
		caption: (group, share) => `The group with most first doses: ${group}, with ${share} of them.`,
		captionNone: 'No age group has first doses yet.',
		group: 'Age group',
		first: 'First dose',
		complete: 'Complete',
		years: {
			children: '0 to 11 years',
			adolescents: '12 to 18 years',
			young: '19 to 26 years',
			adults: '27 to 59 years',
			elders: '60 years and up',
		},
		groups: {
			children: 'Children',
			adolescents: 'Adolescents',
			young: 'Young people',
			adults: 'Adults',
			elders: 'Elders',
		},
	},
	vaccines: {
		title: 'By vaccine',
		caption: (vaccine, share) => `The most given is ${vaccine}, with ${share} of the doses.`,
		captionNone: 'No vaccine has been given yet.',
		vaccine: 'Vaccine',
		doses: 'Doses',
		share: 'Share',
		other: 'Other',
	},
	doses: {
		title: 'By dose number',
		caption: (share) => `First doses are ${share} of all.`,
		captionNone: 'No dose has been given yet.',
		number: 'Dose',
		nth: (dose) => `Dose ${dose}`,
	},
	hour: {
		title: 'Doses a minute, last hour',
		caption: (total, most, time) =>
			`${total} doses stored in the last 60 whole minutes; the most were ${most} at ${time}.`,
		captionNone: 'No doses in the last 60 whole minutes; the current minute appears when it ends.',
		minute: 'Minute',
		total: 'Total',
		summary: 'Bars of doses a minute, the blue lane below and the green one above it.',
	},
	last: {
		title: 'The last five',
		caption: 'No names: only initials, age group, place and vaccine.',
		none: 'The next vaccinations will appear here.',
		storedAt: (time) => `stored at ${time}`,
	},
	lane: { blue: 'blue lane', green: 'green lane' },
};
