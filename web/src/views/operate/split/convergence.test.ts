import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { expect, it } from 'vitest';
import { convergenceOf } from './convergence.ts';

const MADE = { version: 7, changedAtMs: 1_000, weights: { blue: 90, green: 10 } };

/** What the feed says: of `of` vaccinations, `green` went there. */
function seen(green: number, of: number, split = { version: 7, changedAtMs: 1_000 }) {
	const lane = { observedOf: of } as StatsSnapshot['lanes']['blue'];
	return {
		split: { weights: MADE.weights, ...split },
		lanes: { blue: lane, green: { ...lane, ...(of > 0 && { observed: green / of }) } },
	};
}

it.each([
	['nothing was reported of it yet', seen(400, 800, { version: 6, changedAtMs: 0 }), { kind: 'thin', of: 0 }],
	['little was served', seen(4, 49), { kind: 'thin', of: 49 }],
	['the share is what was asked', seen(41, 412), { kind: 'reached', share: 41 / 412, of: 412 }],
	[
		'it was confirmed since',
		seen(10, 100, { version: 8, changedAtMs: 1_000 }),
		{ kind: 'reached', share: 0.1, of: 100 },
	],
	['the traffic does not follow', seen(200, 400), { kind: 'off', share: 0.5, of: 400 }],
	['the weights changed again', seen(1, 100, { version: 9, changedAtMs: 2_000 }), { kind: 'overtaken' }],
])('tells that %s', (_what, look, convergence) => {
	expect(convergenceOf(MADE, look)).toEqual(convergence);
});
