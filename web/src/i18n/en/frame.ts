import type { es } from '../es/frame.ts';
import type { Translated } from '../texts.ts';

export const en: Translated<typeof es> = {
	skip: 'Skip to the content',
	views: {
		vaccination: 'Vaccination',
		traffic: 'Traffic',
		records: 'Records',
		how: 'How it works',
		howShort: 'How',
		operate: 'Operate',
	},
	viewsLabel: 'Views',
	connection: {
		connecting: 'connecting …',
		waiting: (time) => `connected, no figures yet, for ${time}`,
		live: 'live',
		liveAge: (ago) => `live, ${ago}`,
		stale: (ago) => `last data ${ago}`,
		reconnecting: (time) => `reconnecting since ${time}`,
		offline: (time) => `offline since ${time}`,
	},
	connectionShort: {
		connecting: 'connecting',
		waiting: 'no figures yet',
		live: 'live',
		stale: 'old data',
		reconnecting: 'reconnecting',
		offline: 'offline',
	},
	language: { other: 'ES', switch: 'Cambiar a español' },
	theme: {
		system: "Theme: the system's. Change to light",
		light: 'Theme: light. Change to dark',
		dark: "Theme: dark. Change to the system's",
	},
	foot: {
		version: (version) => `Canario ${version}`,
		source: 'Population: INE, projections for 2020',
		madeUp: 'The vaccinations are made up',
		repository: 'Source code',
	},
	panel: {
		loading: 'Loading …',
		error: 'This part could not be shown.',
		retry: 'Try again',
		noFigures: 'There are no figures yet.',
		held: (ago) => `Held: last data ${ago}`,
		empty: 'No traffic yet',
	},
	twin: { table: 'Show as table', figure: 'Show as chart' },
	missing: {
		title: 'Nothing is here',
		text: 'The address leads to none of the views.',
		back: 'Go to Vaccination',
	},
	lanes: { blue: 'blue', green: 'green' },
	noConfig: 'The page did not find its configuration. It is trying again.',
};
