import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import { describe, expect, it } from 'vitest';
import { amountText, intervalText, limitText } from './amount-text.ts';
import { checkTable } from './check-table.ts';
import { eventText } from './event-text.ts';
import { historyTable } from './history-table.ts';
import { planText } from './plan-text.ts';
import { plainLine, statusText, stepsRow } from './status-text.ts';
import {
	BEGAN_MS,
	logOf,
	meant,
	NOW,
	PASSING,
	STARTED,
	stateAfter,
	stepTo,
	UNDECIDED,
} from './testing/samples.ts';

const AT_TWO: CanaryEvent[] = [
	STARTED,
	...stepTo(1, 5),
	{ kind: 'judged', verdict: 'pass', checks: [PASSING] },
	...stepTo(2, 25),
];
const act = { by: 'bea', reason: 'lunch' };

describe('amounts', () => {
	it.each([
		['error-rate', 0.031, '3.1 %'],
		['error-rate', 0.00042, '0.04 %'],
		['loss', 0, '0 %'],
		['conflict', 0.12345, '12.3 %'],
		['ack-p95', 182.44, '182 ms'],
		['ack-p50', 0.8765, '0.9 ms'],
		['ack-p99', 12.34, '12 ms'],
		['durable-p95', 12_345.6, '12,346 ms'],
	] as const)('of %s are written as in the line of why: %d', (metric, value, text) => {
		expect(amountText(metric, value)).toBe(text);
	});

	it('of limits and intervals are in the unit of what is compared', () => {
		expect(limitText(UNDECIDED)).toBe('≤ +1 pp');
		expect(intervalText(UNDECIDED)).toBe('[0.2, 5.4] pp');
		expect(intervalText({ ...UNDECIDED, low: 0.01002 })).toBe('[1.002, 5.36] pp');
		expect(limitText(PASSING)).toBe('≤ 1,000 ms');
		expect(intervalText(PASSING)).toBe('[171, 196] ms');
		expect(limitText({ ...PASSING, kind: 'comparison', ratio: true, limit: 0.1 })).toBe('≤ +10 %');
		expect(intervalText({ ...UNDECIDED, ratio: true, low: -0.1 })).toBe('[−10, 5.4] %');
	});

	it('that are not known are left open', () => {
		const { low: _, ...open } = UNDECIDED;
		expect(intervalText(open)).toBe('[…, 5.4] pp');
		const { high: __, ...unknown } = open;
		expect(intervalText(unknown)).toBe('–');
	});
});

describe('the table of checks', () => {
	it('has a line for each, with what is still needed and about how long that takes', () => {
		const lines = checkTable({ to: 'green', checks: NOW.checks, sampledMs: 42_000 }).split('\n');
		expect(lines[0]).toMatch(/^verdict +check +green +blue +interval +limit +n +needed$/);
		expect(lines[1]).toMatch(
			/^\? inconclusive +error-rate − blue's +3\.1 % +0\.4 % +\[0\.2, 5\.4\] pp +≤ \+1 pp +421 \/ 38,020 +1,200 more, about 2m 0s$/,
		);
		expect(lines[2]).toMatch(/^✓ pass +ack-p95 +182 ms +– +\[171, 196\] ms +≤ 1,000 ms +421$/);
	});

	it('says that no number of samples decides a check while things are so', () => {
		const { needed: _, ...never } = UNDECIDED;
		expect(checkTable({ to: 'green', checks: [never] })).toMatch(/no number decides it$/);
	});

	it('says only how many are needed where nobody counts the time', () => {
		expect(checkTable({ to: 'green', checks: [UNDECIDED] })).toMatch(/1,200 more$/);
	});
});

describe('an event', () => {
	const line = (event: CanaryEvent) => eventText({ seq: 1, atMs: BEGAN_MS, canary: 1, event });

	it.each([
		[STARTED, 'started by ana: green is new; green from blue=100 green=0 to 5, 25, 100 %'],
		[{ kind: 'hooked', name: 'smoke', at: 'start', outcome: 'ok', tries: 1 }, 'hook smoke (start): ok'],
		[
			{ kind: 'hooked', name: 'smoke', at: 'start', outcome: 'refused', tries: 3, said: 'not today' },
			'hook smoke (start): said no after 3 tries: not today',
		],
		[{ kind: 'step', step: 2 }, 'step 2 begins'],
		[{ kind: 'shifting', weights: { blue: 75, green: 25 }, ifVersion: 2 }, 'setting blue=75 green=25'],
		[
			{ kind: 'shifted', weights: { blue: 75, green: 25 }, version: 3 },
			'blue=75 green=25 is set (version 3)',
		],
		[{ kind: 'sampling' }, 'a sample begins'],
		[
			{ kind: 'waiting', for: 'traffic', why: 'no vaccination for 5 s' },
			'waits for traffic: no vaccination for 5 s',
		],
		[{ kind: 'waiting', for: 'gate', why: 'smoke said no' }, 'waits for a gate: smoke said no'],
		[{ kind: 'went-on' }, 'goes on'],
		[{ kind: 'paused', ...act }, 'paused by bea: lunch'],
		[{ kind: 'resumed', ...act }, 'resumed by bea: lunch'],
		[{ kind: 'promoted', ...act, full: false }, 'promoted by bea: lunch'],
		[{ kind: 'promoted', ...act, full: true }, 'promoted to the last step by bea: lunch'],
		[{ kind: 'aborting', ...act }, 'aborted by bea: lunch'],
		[{ kind: 'rolling-back', why: 'errors' }, 'goes back: errors'],
		[{ kind: 'ended', outcome: 'rolled-back', why: 'errors' }, 'ended, rolled-back: errors'],
	] satisfies [CanaryEvent, string][])('is told in a line: %o', (event, words) => {
		expect(line(event)).toBe(`2026-11-21T16:00:00Z  ${words}`);
	});

	it('that decides is told with why', () => {
		const fail = { ...UNDECIDED, verdict: 'fail' as const };
		expect(line({ kind: 'judged', verdict: 'fail', checks: [fail, PASSING] })).toBe(
			`2026-11-21T16:00:00Z  the step fails\n    ✗ ${fail.why}\n    ✓ ${PASSING.why}`,
		);
		expect(line({ kind: 'held', why: 'undecided for 10m', checks: [UNDECIDED] })).toBe(
			`2026-11-21T16:00:00Z  held: undecided for 10m\n    ? ${UNDECIDED.why}`,
		);
	});
});

describe('the status', () => {
	it('shows the steps, the one that runs, and its checks', () => {
		const text = statusText({ canary: stateAfter(...AT_TWO), now: NOW, controlled: true });
		expect(text.split('\n').slice(0, 4)).toEqual([
			'canary 1 to green, started 2026-11-21T16:00:00Z by ana: green is new',
			'✓ 5 %   ▶ 25 %   · 100 %',
			'step 2 of 3 (25 %): watched for 42s of 1m 0s; inconclusive, about 2m 0s until it is decided',
			expect.stringMatching(/^verdict/),
		]);
		expect(text.split('\n')).toHaveLength(6);
	});

	it.each([
		[
			'paused',
			{ kind: 'paused', ...act },
			/paused 2026\S+Z by bea: lunch; .*\n {2}\.\/canario canary resume --reason "…" goes on/,
		],
		[
			'held',
			{ kind: 'held', why: 'undecided', checks: [UNDECIDED] },
			/held 2026\S+Z: undecided.*\n.* resume .* promote .* abort /,
		],
		[
			'without traffic',
			{ kind: 'waiting', for: 'traffic', why: 'nothing comes in' },
			/nothing comes in; it goes on by itself when there is traffic\n.* abort /,
		],
		[
			'at a gate',
			{ kind: 'waiting', for: 'gate', why: 'smoke said no' },
			/smoke said no; .* when the gate says yes\n.* promote .* abort /,
		],
	] satisfies [string, CanaryEvent, RegExp][])(
		'says what can be done where it stands still: %s',
		(_, event, told) => {
			expect(statusText({ canary: stateAfter(...AT_TWO, event), controlled: true })).toMatch(told);
		},
	);

	it('says that nobody carries it out, and the way out', () => {
		const canary = stateAfter(...AT_TWO);
		expect(statusText({ canary, controlled: false })).toMatch(
			/no controller: nothing moves .*\n.*\.\/canario up/,
		);
		expect(statusText({ canary, controlled: true, trouble: 'no figures of green' })).toMatch(
			/the controller is hindered: no figures of green$/,
		);
	});

	it('tells how it ended, and what of it was reached', () => {
		const back = [...AT_TWO, { kind: 'rolling-back', why: 'errors' }] satisfies CanaryEvent[];
		expect(statusText({ canary: stateAfter(...back), controlled: true })).toMatch(
			/goes back to blue=100 green=0: errors/,
		);
		const canary = stateAfter(...back, { kind: 'ended', outcome: 'rolled-back', why: 'errors' });
		expect(stepsRow(canary)).toBe('✓ 5 %   ✗ 25 %   · 100 %');
		const text = statusText({ canary, controlled: false });
		expect(text).toMatch(/\nended, rolled-back, 2026\S+Z: errors\n/);
		expect(text).not.toContain('no controller');
	});

	it('tells steps that passed from those that somebody left by hand', () => {
		const pass: CanaryEvent = { kind: 'judged', verdict: 'pass', checks: [PASSING] };
		const arrived: CanaryEvent = { kind: 'ended', outcome: 'promoted', why: 'it has 100 %' };
		const byHand: CanaryEvent = { kind: 'promoted', ...act, full: false };
		const well = stateAfter(...AT_TWO, pass, ...stepTo(3, 100), pass, arrived);
		expect(stepsRow(well)).toBe('✓ 5 %   ✓ 25 %   ✓ 100 %');
		expect(stepsRow(stateAfter(...AT_TWO, byHand, ...stepTo(3, 100)))).toBe(
			'✓ 5 %   » 25 % (by hand)   ▶ 100 %',
		);
		const full = stateAfter(...AT_TWO, { ...byHand, full: true }, arrived);
		expect(stepsRow(full)).toBe('✓ 5 %   » 25 % (by hand)   » 100 % (by hand)');
	});

	it('waits for nothing but the time where every check passes', () => {
		const passing: PublicCanary = { ...NOW, verdict: 'pass', checks: [PASSING], leftMs: 18_000 };
		const canary = stateAfter(...AT_TWO);
		expect(statusText({ canary, now: passing, controlled: true })).toContain(
			'watched for 42s of 1m 0s; pass, about 18s until its time is over\n',
		);
	});

	it('reckons with the whole time of the sample, in which samples came while it was paused, too', () => {
		const now = { ...NOW, sampledMs: 84_000 };
		const canary = stateAfter(...AT_TWO);
		expect(statusText({ canary, now, controlled: true })).toContain('1,200 more, about 4m 0s');
		expect(plainLine({ canary, now, controlled: true })).toContain('(1,200 more, about 4m 0s)');
	});

	it('says that there was none', () => {
		expect(statusText({ controlled: true })).toMatch(/no canary yet.*start --help/);
	});

	it('fits in a line for logs', () => {
		expect(plainLine({ canary: stateAfter(...AT_TWO), now: NOW, controlled: true })).toBe(
			'step 2 of 3 (25 %): watched for 42s of 1m 0s; inconclusive, about 2m 0s until it is decided; undecided: error-rate (1,200 more, about 2m 0s)',
		);
		const twice = {
			...NOW,
			checks: [UNDECIDED, { ...UNDECIDED, needed: 2_400 }, { ...UNDECIDED, needed: 5 }],
		};
		expect(plainLine({ canary: stateAfter(...AT_TWO), now: twice, controlled: true })).toMatch(
			/undecided: error-rate \(2,400 more, about 4m 0s\)$/,
		);
		const paused = stateAfter(...AT_TWO, { kind: 'paused', ...act });
		expect(plainLine({ canary: paused, controlled: false })).toMatch(/is watched; paused; no controller$/);
	});
});

describe('the history', () => {
	it('has a line for each canary, with what it did not reach in brackets', () => {
		const [under, gone] = [
			stateAfter(...AT_TWO),
			stateAfter(STARTED, { kind: 'ended', outcome: 'refused', why: 'smoke said no' }),
		];
		const lines = historyTable([under, gone]).split('\n');
		expect(lines[0]).toMatch(/^id +when +who +to +steps +outcome +why$/);
		expect(lines[1]).toMatch(/^1 +2026\S+Z +ana +green +5 25 \(100\) +under way +green is new$/);
		expect(lines[2]).toMatch(/ana +green +\(5 25 100\) +refused +smoke said no$/);
		expect(logOf(STARTED, STARTED).map(({ canary }) => canary)).toEqual([1, 2]);
	});
});

describe('a plan', () => {
	it('is told with its steps, each check with its limits, and its way back', () => {
		const plan = meant({
			to: 'green',
			steps: [5, { share: 100, hold: '5m' }],
			checks: { 'error-rate': { threshold: '2%', comparison: '+1pp' }, 'ack-p50': { comparison: '20%' } },
			rollback: { points: 20, every: '10s' },
			hooks: [{ name: 'smoke', at: 'start', url: 'http://127.0.0.1:9/x', gate: true }],
		});
		expect(planText(plan).split('\n')).toEqual([
			'green in 2 steps',
			'  step   share   at least',
			'  1      5 %     1m 0s',
			'  2      100 %   5m 0s',
			'checks',
			"  metric       at most   more than blue's by",
			'  error-rate   2 %       ≤ +1 pp',
			'  ack-p50      –         ≤ +20 %',
			'a check that fails takes green back, by 20 points every 10s; a step undecided 10m 0s after its time is held',
			'chance that a canary within its limits is taken back: 1 %; that a step passes beyond them: 5 %',
			'hook smoke: start, and only if it says yes, http://127.0.0.1:9/x',
		]);
	});

	it('is told with about how long it takes, and with what it would wait for', () => {
		const plan = meant({ to: 'green', steps: [5, 100] });
		const steps = [{ ms: 574_000, waitsFor: 'error-rate' as const }, { ms: 60_000 }];
		const text = planText(plan, { ratePerSecond: 20.04, steps, wholeMs: 634_000 });
		expect(text).toMatch(/1 +5 % +1m 0s +about 9m 34s, for error-rate\n +2 +100 % +1m 0s +about 1m 0s\n/);
		expect(text).toMatch(/at 20 vaccinations a second it takes about 10m 34s if all is well$/);
		const held = [{ ms: 574_000, waitsFor: 'error-rate' as const, heldAfterMs: 360_000 }, { ms: 60_000 }];
		const impatient = planText(plan, { ratePerSecond: 20, steps: held, wholeMs: 634_000 });
		expect(impatient).toMatch(/about 9m 34s, for error-rate: held after 6m 0s\n/);
		expect(impatient).toMatch(/if all is well and somebody resumes it where it is held: .*patience/);
		const undecided = [{ waitsFor: 'ack-p95' as const, heldAfterMs: 660_000 }, { ms: 1 }];
		const never = planText(plan, { ratePerSecond: 20, steps: undecided });
		expect(never).toMatch(/held after 11m 0s: ack-p95 would not pass as things are/);
		expect(never).toMatch(/it does not end by itself: .*$/);
	});

	it('without checks says so', () => {
		expect(planText(meant({ to: 'blue', steps: [50], checks: {} }))).toContain('nothing is checked');
	});
});
