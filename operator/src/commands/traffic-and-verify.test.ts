import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writePlatformFile } from '../platform-file.ts';
import { likeTheEntry, reply, type Script, startScriptedServer } from '../traffic/testing/scripted-server.ts';
import { throwing } from './testing/throwing.ts';
import { trafficCommand } from './traffic.ts';
import { verifyCommand } from './verify.ts';

let dir: string;
let closing: (() => Promise<void>)[];
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'traffic-command-'));
	closing = [];
	vi.stubEnv('CANARIO_TOKEN', 'secret');
});
afterEach(async () => {
	for (const close of closing) await close();
	rmSync(dir, { recursive: true, force: true });
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	process.exitCode = undefined;
});

/** A platform of one server that stores every id but those that `forgets` names, found through a platform file. */
async function startPlatform(forgets: (nth: number) => boolean = () => false, answer: Script = likeTheEntry) {
	const held = new Set<string>();
	const server = await startScriptedServer((seen, index, response, request) => {
		if (seen.path === '/api/stats') return reply(response, 200, { ledger: { closes: true } });
		if (seen.path === '/records/lookup') {
			const { ids } = seen.body as { ids: string[] };
			const found = ids.filter((id) => held.has(id));
			return reply(response, 200, { found: found.map((id) => ({ id, lane: 'blue', where: 'stored' })) });
		}
		if (seen.key !== undefined && !forgets(index)) held.add(seen.key);
		answer(seen, index, response, request);
	});
	closing.push(server.close);
	const { url } = server;
	writePlatformFile(dir, {
		pid: process.pid,
		urls: {
			page: url,
			entry: url,
			admin: url,
			stats: url,
			blue: url,
			green: url,
			subscriber: url,
			canary: url,
		},
		startedAt: new Date().toISOString(),
	});
	return server;
}

/** Runs a command and gives what it printed and the exit status. */
async function run(command: Command, ...args: string[]) {
	const printed: string[] = [];
	vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	process.exitCode = undefined;
	await throwing(command).parseAsync([...args, '--data', dir], { from: 'user' });
	return { text: printed.join('\n'), status: process.exitCode };
}

const short = ['--rate', '200', '--for', '100ms'];

describe('traffic and verify', () => {
	it('find the platform by its file, send, and find every promise kept', async () => {
		await startPlatform();
		const ledger = join(dir, 'run.jsonl');
		const sent = await run(trafficCommand(), ...short, '--ledger', ledger);
		expect(sent).toMatchObject({ status: 0, text: expect.stringContaining('20 vaccinations sent') });
		const verified = await run(verifyCommand(), '--ledger', ledger);
		expect(verified.text).toMatch(/books +close\nevery promise kept$/);
		expect(verified.status).toBe(0);
	});

	it('name the ids that were acknowledged and are nowhere, and fail', async () => {
		await startPlatform((nth) => nth < 3);
		const ledger = join(dir, 'run.jsonl');
		await run(trafficCommand(), ...short, '--ledger', ledger);
		const verified = await run(verifyCommand(), '--ledger', ledger, '--wait', '300ms', '--json');
		expect(verified.status).toBe(1);
		expect(JSON.parse(verified.text)).toMatchObject({ ok: false, lost: expect.any(Array), acknowledged: 20 });
		expect((JSON.parse(verified.text) as { lost: string[] }).lost).toHaveLength(3);
	});

	it('fail when something is refused, and print JSON for programs', async () => {
		await startPlatform(undefined, (_seen, _index, response) =>
			reply(response, 400, { title: 'Invalid input' }),
		);
		const { text, status } = await run(trafficCommand(), ...short, '--json');
		expect(status).toBe(1);
		expect(JSON.parse(text)).toMatchObject({ ok: false, missed: 20, statuses: { 400: 20 } });
	});
});

describe('in one line', () => {
	it.each([
		['no platform', trafficCommand, [], /^no platform is running from .*--target URL$/],
		['no platform', verifyCommand, ['--ledger', 'LEDGER'], /^no platform is running from .*$/],
		['no such ledger', verifyCommand, ['--ledger', '/none'], /^cannot read the ledger: ENOENT.*$/],
		[
			'no such file',
			trafficCommand,
			['--target', 'http://x', '--file', '/none'],
			/cannot read the traffic file/,
		],
		['no duration', trafficCommand, ['--for', '30'], /"30" is no duration/],
		['no rate', trafficCommand, ['--rate', '0'], /above 0/],
		['two models', trafficCommand, ['--rate', '1', '--users', '1'], /cannot be used with/],
	])('%s is told', async (_what, command, args, message) => {
		const ledger = join(dir, 'run.jsonl');
		writeFileSync(ledger, '{"t":"invoke","id":"a","at":1}\n');
		const running = run(command(), ...args.map((arg) => (arg === 'LEDGER' ? ledger : arg)));
		await expect(running).rejects.toThrow(message);
	});
});

describe('a run that is told to stop', () => {
	it('prints its result and leaves a whole ledger', async () => {
		const server = await startPlatform();
		const ledger = join(dir, 'run.jsonl');
		const program = `import { trafficCommand } from ${JSON.stringify(join(import.meta.dirname, 'traffic.ts'))};
			await trafficCommand().parseAsync(process.argv.slice(1), { from: 'user' });`;
		const args = ['--rate', '100', '--for', '5m', '--target', server.url, '--ledger', ledger];
		const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args]);
		let printed = '';
		child.stdout.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
		});
		await vi.waitFor(() => expect(server.seen.length).toBeGreaterThan(20), 10_000);
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
		expect(printed).toContain('all acknowledged');
		const lines = readFileSync(ledger, 'utf8').trim().split('\n');
		expect(lines.filter((line) => line.includes('"ok"'))).toHaveLength(server.seen.length);
	});
});
