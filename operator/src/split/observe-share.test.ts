import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { describe, expect, it } from 'vitest';
import { observeShare } from './observe-share.ts';

const MADE = { version: 7, changedAtMs: 1_000 };

/** What the statistics say: of `of` vaccinations, `green` went there. */
function look(green: number, of: number, made = MADE) {
	const lane = { weight: 0, asked: 0, observedOf: of } as StatsSnapshot['lanes']['blue'];
	const weights = { blue: 90, green: 10 };
	return {
		split: { weights, ...made },
		lanes: { blue: lane, green: { ...lane, ...(of > 0 && { observed: green / of }) } },
	};
}

/** Observes looks that come one a pause, the last one again and again; a pause lasts as long as it is asked to. */
function observe(
	looks: readonly (ReturnType<typeof look> | Error)[],
	asked = 0.1,
	made: Parameters<typeof observeShare>[0]['made'] = MADE,
	before?: number,
) {
	let nowMs = 0;
	let next = 0;
	return observeShare({
		async look() {
			const found = looks[Math.min(next++, looks.length - 1)];
			if (found === undefined) throw new Error('nothing to look at');
			if (found instanceof Error) throw found;
			return found;
		},
		made,
		before,
		asked,
		patienceMs: 10_000,
		steadyMs: () => nowMs,
		pause: async (ms) => {
			nowMs += ms;
		},
	});
}

it('tells the share as soon as enough was served and it is what was asked, and how long that took', async () => {
	const before = look(400, 800, { version: 6, changedAtMs: 0 });
	expect(await observe([before, look(0, 0), look(3, 30), look(41, 412)])).toEqual({
		kind: 'reached',
		share: 41 / 412,
		of: 412,
		afterMs: 300,
	});
});

it('takes what was served after a confirmation for the same weights', async () => {
	expect(await observe([look(10, 100, { ...MADE, version: 8 })])).toMatchObject({ kind: 'reached', of: 100 });
});

describe('the change of an object, whose versions entries count themselves', () => {
	const made = { version: '3-8fc8d1b8', changedAtMs: 1_000 };
	const ours = look(10, 100, { version: 2, changedAtMs: 1_000 });
	const at = (changedAtMs: number) => look(400, 800, { version: 9, changedAtMs });

	it.each([
		['ahead of that of who changed it before', 900],
		['behind that of who changed it before', 21_000],
	])('is known by its time, where its writer has a clock %s', async (_, before) => {
		const ended = await observe([at(before), ours], 0.1, made, before);
		expect(ended).toMatchObject({ kind: 'reached', of: 100, afterMs: 100 });
	});

	it.each([1_100, 500])('is overtaken by one of another time, ahead or behind (%i)', async (laterMs) => {
		const ended = await observe([at(900), at(laterMs)], 0.1, made, 900);
		expect(ended).toMatchObject({ kind: 'overtaken', afterMs: 100 });
	});

	it('is waited for where nobody knows what was there before', async () => {
		expect(await observe([at(21_000), ours], 0.1, made)).toMatchObject({ kind: 'reached', afterMs: 100 });
		expect(await observe([at(21_000)], 0.1, made)).toMatchObject({ kind: 'unseen', afterMs: 10_000 });
	});
});

it('says that the traffic is too thin to tell when it still is at the end of patience', async () => {
	expect(await observe([look(0, 9)])).toEqual({ kind: 'thin', of: 9, afterMs: 10_000 });
});

it('says that the traffic does not follow when it still does not at the end of patience', async () => {
	expect(await observe([look(200, 400)])).toEqual({ kind: 'off', share: 0.5, of: 400, afterMs: 10_000 });
});

it('lets nothing pass into a lane that shall have none', async () => {
	expect(await observe([look(1, 4_000)], 0)).toMatchObject({ kind: 'off' });
	expect(await observe([look(0, 4_000)], 0)).toMatchObject({ kind: 'reached' });
});

it('stops looking when the weights were changed again', async () => {
	const again = look(0, 9, { version: 9, changedAtMs: 2_000 });
	expect(await observe([look(0, 9), again])).toEqual({ kind: 'overtaken', version: 9, afterMs: 100 });
});

it('bears with statistics that cannot be had, and says why at the end', async () => {
	const away = new Error('no statistics from there');
	expect(await observe([away, look(10, 100)])).toMatchObject({ kind: 'reached' });
	expect(await observe([away])).toEqual({ kind: 'unseen', why: away.message, afterMs: 10_000 });
	expect(await observe([look(0, 9, { version: 6, changedAtMs: 0 })])).toMatchObject({ kind: 'unseen' });
});
