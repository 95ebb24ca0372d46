import type { es } from '../es/operate-ramp.ts';
import type { Translated } from '../texts.ts';

export const en: Translated<typeof es> = {
	open: 'Move the weights in steps',
	lane: 'Lane',
	to: 'To',
	step: 'Each step',
	every: 'Pause between steps',
	wrongTo: 'A whole number from 0 to 100.',
	wrongStep: 'A whole number from 1 to 100.',
	wrongEvery: 'A time above nothing, up to 24 days.',
	will: (lane, shares, time) => `${lane} will go to ${shares} %, in ${time}.`,
	willOnce: (lane, share) => `${lane} will go to ${share} % at once.`,
	nothing: (lane, share) => `${lane} has ${share} % already: there is nothing to move.`,
	pending: 'The weights go back by themselves unless they are confirmed: confirm or undo them first.',
	carried:
		'This tab carries it: leave it open, and in view where the steps are short. It looks at no errors; a canary does.',
	begin: 'Begin',
	title: 'The weights move in steps',
	going: (lane, share) => `${lane}, to ${share} %`,
	made: (made, steps) => `step ${made} of ${steps}`,
	at: (blue, green, version) => `blue ${blue} %, green ${green} % (version ${version})`,
	next: (blue, green, time) => `then blue ${blue} %, green ${green} %, in ${time}`,
	stop: 'Stop: the weights stay',
	done: (at) => `It has arrived: ${at}.`,
	stopped: (at) => `Stopped: the weights stay at ${at}. The same again goes on from there.`,
	changed: (at) => `It ended at ${at}: somebody else changed the weights, and theirs stay.`,
	failed: (at) => `It ended at ${at}: the step was not made.`,
	unknown: (at) =>
		`It ended after ${at}: no answer came to the next step, and nobody knows whether it was made. Look at the weights before you go on.`,
	forget: 'Understood',
};
