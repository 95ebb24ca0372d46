import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writePlatformFile } from '../platform-file.ts';
import { startEntry, TOKEN } from '../split/testing/start-entry.ts';
import { reply, startScriptedServer } from '../traffic/testing/scripted-server.ts';
import { splitCommand } from './split.ts';
import { throwing } from './testing/throwing.ts';

let dir: string;
let entry: Awaited<ReturnType<typeof startEntry>>;
let stats: Awaited<ReturnType<typeof startScriptedServer>>;
/** What the statistics say was served since the last change, and the share of it that went green. */
let observed: { of: number; share: number };
let printed: string[];
let complained: string[];

beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'canario-split-command-'));
	vi.stubEnv('CANARIO_TOKEN', TOKEN);
	entry = await startEntry();
	observed = { of: 412, share: 0.1 };
	stats = await startScriptedServer((_seen, _index, response) => void statistics(response));
	const { url } = stats;
	writePlatformFile(dir, {
		pid: process.pid,
		urls: {
			page: url,
			entry: url,
			admin: entry.adminUrl,
			stats: url,
			blue: url,
			green: url,
			subscriber: url,
			canary: url,
		},
		startedAt: new Date().toISOString(),
	});
	printed = [];
	complained = [];
	vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => complained.push(String(text)) > 0);
});
afterEach(async () => {
	await stats.close();
	await entry.close();
	rmSync(dir, { recursive: true });
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	process.exitCode = undefined;
});

/** The statistics as far as they matter here: the split as it is, and what was observed. */
async function statistics(response: ServerResponse): Promise<void> {
	const headers = { authorization: `Bearer ${TOKEN}` };
	const state = await (await fetch(`${entry.adminUrl}/split`, { headers })).json();
	const figures = { observedOf: observed.of, observed: observed.share };
	reply(response, 200, { split: state, lanes: { blue: figures, green: figures } });
}

/** Runs a command of `./canario split`; gives what it printed and the exit status. */
async function split(...args: string[]): Promise<{ text: string; status: unknown }> {
	printed.length = 0;
	process.exitCode = undefined;
	await throwing(splitCommand()).parseAsync([...args, '--data', dir], { from: 'user' });
	return { text: printed.join('\n'), status: process.exitCode };
}

const why = ['--reason', 'a test', '--by', 'ana'];
const set = (blue: number, ...more: string[]) =>
	split('set', `blue=${blue}`, `green=${100 - blue}`, ...why, ...more);

describe('./canario split', () => {
	it('sets weights, waits for the share, and says how long that took', async () => {
		const { text, status } = await set(90);
		expect(text).toMatch(/^blue {3}weight 90 {2}\(90\.0 %\)\ngreen {2}weight 10 {2}\(10\.0 %\)\n/);
		expect(text).toMatch(/version 2 since \S+Z by ana: a test\n/);
		expect(text).toMatch(/observed green 10\.0 % of 412 after \d+\.\d s$/);
		expect(status).toBeUndefined();
		expect((await split('get')).text).toContain('version 2');
	});

	it('ends well where the traffic is too thin to tell, and badly where it does not follow', async () => {
		observed = { of: 4, share: 0 };
		expect(await set(90, '--wait', '300ms')).toMatchObject({
			text: expect.stringContaining('; 4 vaccinations after'),
			status: undefined,
		});
		observed = { of: 4_000, share: 0.5 };
		expect(await set(80, '--wait', '300ms')).toMatchObject({
			text: expect.stringContaining('the traffic does not follow'),
			status: 1,
		});
	});

	it('does not wait when told not to, and says where it could look when it knows no statistics', async () => {
		expect((await set(90, '--no-wait')).text).not.toContain('observed');
		expect((await set(80, '--target', entry.adminUrl)).text).toContain('--stats URL');
	});

	it('gives programs the state and what was observed', async () => {
		const { text } = await set(90, '--json');
		expect(JSON.parse(text)).toMatchObject({
			weights: { blue: 90, green: 10 },
			version: 2,
			by: 'ana',
			observed: { kind: 'reached', of: 412 },
		});
	});

	it('refuses what was meant for another version, and tells what changed meanwhile', async () => {
		await set(90, '--no-wait');
		await expect(set(80, '--if-version', '1')).rejects.toThrow(/version 2: blue=50 .* by ana .*a test/);
		await expect(split('undo', '--reason', 'errors', '--if-version', '1')).rejects.toMatchObject({
			code: 'stale_version',
		});
	});

	it.each([
		['no reason', ['set', 'blue=1', 'green=1']],
		['an empty reason', ['set', 'blue=1', 'green=1', '--reason', ' ']],
		['weights that are all zero', ['set', 'blue=0', 'green=0', ...why]],
		['one lane only', ['set', 'blue=1', ...why]],
		['a way back in less than a second', ['set', 'blue=1', 'green=1', ...why, '--revert-after', '10ms']],
		['a ramp to a lane that is none', ['ramp', '--to', 'red=10', ...why]],
		['a ramp to more than all', ['ramp', '--to', 'green=101', ...why]],
	])('refuses %s, and changes nothing', async (_what, args) => {
		await expect(split(...args)).rejects.toThrow(/reason|characters|weights|1s to 24h|green=100/);
		expect((await split('get')).text).toContain('version 1');
	});

	it('says when weights go back by themselves, and keeps them when they are confirmed', async () => {
		const { text } = await set(90, '--revert-after', '10m', '--no-wait');
		expect(text).toMatch(
			/goes back to blue=50 green=50 at \S+Z, in (10m 0s|9m 59s), unless .* split confirm/,
		);
		await expect(split('ramp', '--to', 'green=100', ...why)).rejects.toThrow(
			/first \.\/canario split confirm/,
		);
		const { text: confirmed } = await split('confirm', '--by', 'bea');
		expect(confirmed).toMatch(/^confirmed: the weights stay\nblue {3}weight 90/);
		expect(confirmed).not.toContain('goes back');
		await expect(split('confirm')).rejects.toThrow(/waits for no confirmation/);
	});

	it('takes the last change back, and that, too', async () => {
		await set(90, '--no-wait');
		expect((await split('undo', '--reason', 'errors', '--no-wait')).text).toContain('blue   weight 50');
		expect((await split('undo', '--reason', 'back', '--no-wait')).text).toContain('blue   weight 90');
	});

	it('prints the history as a table, newest first, and where the older ones are', async () => {
		for (const blue of [90, 80, 70]) await set(blue, '--no-wait');
		const { text } = await split('history', '--limit', '2');
		const [head, newest, second, ...rest] = text.split('\n');
		expect(head).toMatch(/^version +when +who +what +blue:green +why$/);
		expect(newest).toMatch(/^4 +\S+Z +ana +set +80:20 → 70:30 +a test$/);
		expect(second).toMatch(/^3 /);
		expect(rest.join('')).toBe(`older: ./canario split history --before 3 --data ${dir}`);
		const older = JSON.parse((await split('history', '--before', '3', '--json')).text);
		expect(older.changes.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
		expect(older.next).toBeUndefined();
	});

	it('watches changes as they come until Ctrl-C', async () => {
		await set(90, '--no-wait');
		printed.length = 0;
		const watching = split('watch', '--after', '1');
		await vi.waitFor(() =>
			expect(printed.join()).toMatch(/version 2 {2}blue=50 .* → blue=90 .* set by ana: a test/),
		);
		process.emit('SIGINT');
		expect((await watching).status).toBeUndefined();
		expect(complained.join('')).toContain('version 2: blue=90 green=10; Ctrl-C ends the watch');
	});

	it('ramps, and leaves the weights where they are at Ctrl-C', async () => {
		const ramp = ['ramp', '--to', 'green=90', '--step', '20', ...why];
		expect((await split(...ramp, '--every', '10ms')).text).toMatch(
			/1\/2 {2}blue=30 .*\n2\/2 {2}blue=10 green=90 {2}version 3$/,
		);
		const back = split('ramp', '--to', 'green=0', '--every', '1m', ...why);
		await vi.waitFor(() => expect(printed.join('\n')).toContain('1/9'));
		process.emit('SIGINT');
		expect(await back).toMatchObject({
			text: expect.stringContaining('stopped; the weights stay at blue=20 green=80 (version 4)'),
			status: 130,
		});
	});

	it('ends a ramp, with the reason, when somebody else changes the weights', async () => {
		const ramping = split('ramp', '--to', 'green=100', '--every', '1m', ...why).catch((error) => error);
		await vi.waitFor(() => expect(printed.join('\n')).toContain('1/5'));
		await split('set', 'blue=5', 'green=5', '--reason', 'mine', '--by', 'bea', '--no-wait');
		const ended = /ended at blue=40 green=60 .* somebody else .* by bea: mine/;
		expect(await ramping).toMatchObject({ code: 'stale_version', message: expect.stringMatching(ended) });
		expect((await split('get')).text).toContain('blue   weight 5 ');
	});
});
