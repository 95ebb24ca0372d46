import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CanaryEvent } from '@canario/contracts/canary/event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOW, PASSING, STARTED, stepTo, UNDECIDED } from '../canary/testing/samples.ts';
import { startScriptedCanaries } from '../canary/testing/scripted-canaries.ts';
import { reply, startScriptedServer } from '../traffic/testing/scripted-server.ts';
import { canaryCommand } from './canary.ts';
import { throwing } from './testing/throwing.ts';

let dir: string;
let canaries: Awaited<ReturnType<typeof startScriptedCanaries>>;
let printed: string[];
let complained: string[];

beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'canario-canary-command-'));
	vi.stubEnv('CANARIO_TOKEN', 'a-token');
	canaries = await startScriptedCanaries();
	printed = [];
	complained = [];
	vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(`${text}\n`));
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => complained.push(String(text)) > 0);
});
afterEach(async () => {
	await canaries.close();
	rmSync(dir, { recursive: true });
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	process.exitCode = undefined;
});

const text = () => printed.join('');

/** Runs a command of `./canario canary` against the scripted platform; gives what it printed and the exit status. */
async function canary(words: readonly string[], place = ['--target', canaries.url]) {
	printed.length = 0;
	process.exitCode = undefined;
	await throwing(canaryCommand()).parseAsync([...words, ...place], { from: 'user' });
	return { text: text(), status: process.exitCode };
}

const why = ['--reason', 'green is new', '--by', 'ana'];
const start = (...more: string[]) =>
	canary(['start', '--to', 'green', '--steps', '5,25,100', ...why, ...more]);
const ended = (outcome: 'promoted' | 'rolled-back' | 'aborted'): CanaryEvent => ({
	kind: 'ended',
	outcome,
	why: `it was ${outcome}`,
});
const shows = (what: RegExp | string) => vi.waitFor(() => expect(text()).toMatch(what), { timeout: 5_000 });
const posted = () => canaries.asked.filter(({ method }) => method === 'POST');

describe('./canario canary start', () => {
	it('tells what will be done, asks for it, and follows until all is promoted', async () => {
		const running = start('--every', '30s', '--if-version', '7');
		await shows(/canary 1 begins/);
		expect(text()).toMatch(/^green in 3 steps\n +step +share +at least\n +1 +5 % +30s\n/);
		expect(posted()).toEqual([
			{
				method: 'POST',
				path: '/canary',
				body: {
					plan: { to: 'green', steps: [5, 25, 100], every: '30s' },
					reason: 'green is new',
					by: 'ana',
					ifVersion: 7,
				},
			},
		]);
		await shows(/Z {2}started by ana: green is new/);
		canaries.happen(...stepTo(1, 5), { kind: 'judged', verdict: 'pass', checks: [PASSING] });
		await shows(/the step passes\n {4}✓ green answers 95 % within 182 ms\n/);
		canaries.happen(ended('promoted'));
		expect(await running).toMatchObject({
			text: expect.stringMatching(/ended, promoted: it was promoted\n$/),
			status: 0,
		});
	});

	it.each(['rolled-back', 'aborted'] as const)('has exit status 1 where it is %s', async (outcome) => {
		const running = start();
		await shows('started by ana');
		canaries.happen(ended(outcome));
		expect((await running).status).toBe(1);
	});

	it('ends only the watching at Ctrl-C, and says how to stop the canary', async () => {
		const running = start();
		await shows('started by ana');
		process.emit('SIGINT');
		expect((await running).status).toBe(130);
		expect(complained.join('')).toMatch(
			/the canary goes on .* status --watch --target http.* canary abort .*--reason/,
		);
		expect(posted()).toHaveLength(1);
	});

	it('goes on watching while the platform is away', async () => {
		const running = start();
		await shows('started by ana');
		canaries.set({ refuse: 503 });
		await vi.waitFor(() => expect(complained.join('')).toContain('trying again'), { timeout: 5_000 });
		canaries.happen(ended('promoted'));
		canaries.set({ refuse: undefined });
		expect((await running).status).toBe(0);
	});

	it('gives programs a line for each event and nothing else', async () => {
		const running = start('--json');
		await shows('"started"');
		canaries.happen(...stepTo(1, 5), ended('promoted'));
		const lines = (await running).text
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.map(({ seq, event }) => [seq, event.kind])).toEqual([
			[1, 'started'],
			[2, 'step'],
			[3, 'shifting'],
			[4, 'shifted'],
			[5, 'sampling'],
			[6, 'ended'],
		]);
	});

	it('does not wait when told not to', async () => {
		const { text: told, status } = await start('--no-wait');
		expect(told).toMatch(
			/\n\ncanary 1 to green, started \S+Z by ana: green is new\n· 5 % {3}· 25 % {3}· 100 %\n/,
		);
		expect(status).toBeUndefined();
		canaries.happen(ended('promoted'));
		expect(JSON.parse((await start('--no-wait', '--json')).text)).toMatchObject({ canary: { id: 2 } });
	});

	it('takes a plan file, over which the options count', async () => {
		const file = join(dir, 'plan.yaml');
		writeFileSync(file, 'to: green\nsteps: [10, 100]\nevery: 5m\nchecks: {loss: {threshold: 0}}\n');
		await canary([
			'start',
			'--plan',
			file,
			'--every',
			'10s',
			'--rollback',
			'gradual:10/5s',
			'--no-wait',
			...why,
		]);
		expect(posted()[0]?.body?.plan).toEqual({
			to: 'green',
			steps: [10, 100],
			every: '10s',
			checks: { loss: { threshold: '0' } },
			rollback: { points: 10, every: '5s' },
		});
		writeFileSync(file, 'to: green\nsteps: [10,\n 10]\n');
		await expect(canary(['start', '--plan', file, ...why])).rejects.toThrow(
			`${file}:3:2 steps[1]: expected more`,
		);
		expect(posted()).toHaveLength(1);
	});

	it('says about how long it takes where the rate is known', async () => {
		const tally = { stored: 10_000, accepted: 0, duplicates: 0, conflicts: 0, failed: 10 };
		const figures = {
			ratePerSecond: 10,
			tally,
			ack: { p50: 5, p95: 9, p99: 20 },
			durable: { p50: 5, p95: 9, p99: 20 },
		};
		const stats = await startScriptedServer((_seen, _index, response) =>
			reply(response, 200, { lanes: { blue: figures, green: figures } }),
		);
		const { text: told } = await start('--no-wait', '--stats', stats.url);
		await stats.close();
		expect(told).toMatch(/ 1 +5 % +1m 0s +about \d+m \d+s, for \S+\n/);
		expect(told).toMatch(/at 20 vaccinations a second it takes about \S+ \S+ if all is well\n/);
	});

	it('does not say what would be done where another runs: it is refused', async () => {
		canaries.happen(STARTED);
		expect((await start('--no-wait')).text).not.toMatch(/in 3 steps/);
	});

	it('passes on why it was refused', async () => {
		canaries.set({ refuse: 409 });
		await expect(start()).rejects.toMatchObject({ code: 'conflict', message: 'not now' });
	});

	it.each([
		['no reason', ['--to', 'green', '--steps', '5']],
		['nowhere to go', why],
		['a lane but no steps', ['--to', 'green', ...why]],
		['steps that do not grow', ['--to', 'green', '--steps', '5,5', ...why]],
		['a way back that is none', ['--to', 'green', '--steps', '5', '--rollback', 'slow', ...why]],
		['a duration without its unit', ['--to', 'green', '--steps', '5', '--every', '60', ...why]],
	])('asks for nothing with %s', async (_, words) => {
		await expect(canary(['start', ...words])).rejects.toMatchObject({
			code: expect.stringMatching(/^commander\./),
		});
		expect(canaries.asked).toEqual([]);
	});
});

describe('./canario canary', () => {
	it('says where the canary is', async () => {
		expect((await canary(['status'])).text).toMatch(/no canary yet/);
		canaries.happen(STARTED, ...stepTo(1, 5));
		canaries.set({ now: { ...NOW, step: 1 } });
		expect((await canary(['status'])).text).toMatch(
			/▶ 5 % .*\nstep 1 of 3 .*\nverdict .*\n\? inconclusive +error-rate/,
		);
		canaries.set({ controlled: false });
		expect((await canary(['status'])).text).toContain('no controller: nothing moves');
		const { text: json } = await canary(['status', '--json']);
		expect(JSON.parse(json)).toMatchObject({
			controlled: false,
			canary: { id: 1 },
			now: { checks: [UNDECIDED, PASSING] },
		});
	});

	it('watches what comes from now on, until the canary ends', async () => {
		canaries.happen(STARTED, ...stepTo(1, 5));
		const watching = canary(['status', '--watch']);
		await shows('canary 1 to green');
		await vi.waitFor(() => expect(canaries.asked.length).toBeGreaterThan(3), { timeout: 5_000 });
		canaries.happen({ kind: 'rolling-back', why: 'errors' }, ended('rolled-back'));
		const { text: told, status } = await watching;
		expect(told).toMatch(/goes back: errors\n.*ended, rolled-back: /);
		expect(told).not.toMatch(/Z {2}started by/);
		expect(status).toBe(1);
		expect((await canary(['status', '--watch'])).text).toMatch(/\nended, rolled-back, /);
	});

	it.each([
		['pause', [], {}, /paused \S+Z by ana: green is new; no step is taken/],
		['resume', [], {}, /^canary 1 to green/],
		['promote', [], { canary: 1, step: 1 }, /^canary 1 to green/],
		['promote', ['--canary', '1'], { canary: 1, step: 1 }, /^canary 1 to green/],
		['promote', ['--canary', '9'], { canary: 9 }, /^canary 1 to green/],
		['promote', ['--full', '--canary', '1', '--step', '3'], { full: true, canary: 1, step: 3 }, /▶ 100 %/],
		['abort', ['--canary', '1'], { canary: 1 }, /goes back to blue=100 green=0: aborted by ana/],
		['abort', [], {}, /goes back to blue=100 green=0: aborted by ana: green is new/],
	])('can %s %j, and says %j with it', async (wish, more, said, told) => {
		canaries.happen(STARTED, ...stepTo(1, 5));
		expect((await canary([wish, ...more, ...why])).text).toMatch(told);
		expect(posted()).toEqual([
			{ method: 'POST', path: `/canary/${wish}`, body: { reason: 'green is new', by: 'ana', ...said } },
		]);
		await expect(canary([wish])).rejects.toThrow(/--reason/);
	});

	it('promotes no step of a canary that is not named', async () => {
		canaries.happen(STARTED, ...stepTo(1, 5));
		await expect(canary(['promote', '--step', '1', ...why])).rejects.toThrow(/--step needs --canary/);
		expect(posted()).toEqual([]);
	});

	it('says how one ended that is named', async () => {
		canaries.happen(STARTED, ended('aborted'), STARTED, ...stepTo(1, 5));
		expect((await canary(['status', '--canary', '1'])).text).toMatch(/^canary 1 .*\n.*\nended, aborted/);
		await expect(canary(['status', '--canary', '3'])).rejects.toMatchObject({ code: 'not_found' });
	});

	it('lists canaries, and says where the older ones are', async () => {
		expect((await canary(['history'])).text).toMatch(/no canary yet/);
		canaries.happen(STARTED, ended('aborted'), STARTED, ...stepTo(1, 5), ended('promoted'));
		const { text: told } = await canary(['history', '--limit', '1']);
		expect(told).toMatch(
			/^id .*\n2 .* 5 25 100 +promoted +it was promoted\n\nolder: .* --before 2 --target http:\S+\n$/,
		);
		expect((await canary(['history', '--before', '2'])).text).toMatch(
			/\n1 .* \(5 25 100\) +aborted +it was aborted\n$/,
		);
		const { canaries: all, next } = JSON.parse((await canary(['history', '--json'])).text);
		expect([all.map(({ id }: { id: number }) => id), next]).toEqual([[2, 1], undefined]);
	});

	it('tells what happened to a canary', async () => {
		expect((await canary(['events'])).text).toMatch(/no canary yet/);
		canaries.happen(STARTED, ended('aborted'), STARTED, ...stepTo(1, 5));
		expect((await canary(['events'])).text.split('\n')).toHaveLength(6);
		expect((await canary(['events', '--canary', '1'])).text).toMatch(
			/started by ana.*\n.*ended, aborted: .*\n$/,
		);
		expect((await canary(['events', '--limit', '1'])).text).toMatch(
			/^… 4 before these.*\n.*a sample begins\n$/,
		);
		const { events } = JSON.parse((await canary(['events', '--json'])).text);
		expect(events.map(({ seq }: { seq: number }) => seq)).toEqual([3, 4, 5, 6, 7]);
		await expect(canary(['events', '--canary', '9'])).rejects.toMatchObject({ code: 'not_found' });
	});
});
