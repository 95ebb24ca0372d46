import type { es } from '../es/operate-forecast.ts';
import type { Translated } from '../texts.ts';

export const en: Translated<typeof es> = {
	title: 'Forecast',
	at: (rate) => `At ${rate} vaccinations a second, as now,`,
	whole: (time) => `it takes about ${time} if all is well.`,
	wholeHeld: (time) =>
		`it takes about ${time} if all is well and somebody resumes it where it is held: give it more patience, or larger shares.`,
	wholeNever: 'it does not end by itself: ask less of its checks, or promote it by hand where it is held.',
	noTraffic:
		'Nothing comes in now: with traffic, it says here how long it would take. Without any, a canary waits.',
	noFigures: 'No figures come of the traffic of now: the plan is good, and its time is not known.',
	unclear: 'Once the plan is written well, it says here what it does and how long it would take.',
	table: 'Steps of the plan and their forecast',
	step: 'Step',
	share: 'Share',
	hold: 'At least',
	forecast: 'Forecast',
	about: (time) => `about ${time}`,
	waits: (about, metric) => `${about}, for: ${metric}`,
	waitsHeld: (about, metric, held) => `${about}, for: ${metric}; ${held}`,
	held: (time) => `held after ${time}`,
	never: (held, metric) => `${held}: as things are, ${metric} would not pass`,
	faults: 'What is wrong with the plan',
	checks: 'Checks of the plan',
	metric: 'Metric',
	threshold: 'At most',
	comparison: (lane) => `More than ${lane}, at most`,
	nothing: 'Nothing is checked: time alone decides.',
	atOnce: (lane) => `If something fails, ${lane} goes back at once.`,
	gradual: (lane, points, every) =>
		`If something fails, ${lane} goes back by ${points} points every ${every}.`,
	patience: (time) => `A step undecided ${time} after its time is held.`,
	risks: (alarm, pass) =>
		`Chance that a canary within its limits is taken back: ${alarm}; that a step passes beyond them: ${pass}.`,
	hook: (name, at, url) => `Hook ${name}: ${at}, ${url}`,
	gate: (name, at, url) => `Hook ${name}: ${at}, and only if it says yes, ${url}`,
	example: {
		careful: 'Careful example',
		quick: 'Quick example',
		'blue-green': 'Blue/green example',
	},
};
