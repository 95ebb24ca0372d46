import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ledger, type LedgerEntry } from './ledger.ts';
import { runTraffic } from './run-traffic.ts';
import { likeTheEntry, reply, type Script, startScriptedServer } from './testing/scripted-server.ts';
import type { TrafficOptions } from './traffic-options.ts';

let dir: string;
let path: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'ledger-'));
	path = join(dir, 'run.jsonl');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lines = () =>
	readFileSync(path, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as LedgerEntry);

/** Runs ten requests against a server that behaves as `script`, and gives the ledger and what arrived. */
async function tenRequests(script: Script, over: Partial<TrafficOptions> = {}) {
	const server = await startScriptedServer(script);
	const ledger = Ledger.open(path);
	const model = { kind: 'open', ratePerSecond: 200 } as const;
	await runTraffic({ target: server.url, source: [{}], model, durationMs: 50, seed: 1, ledger, ...over });
	ledger.close();
	await server.close();
	return { entries: lines(), keys: server.seen.map(({ key }) => key) };
}

describe('the ledger of a run', () => {
	it('tells each request before it goes out, then its answer, under the key that was sent', async () => {
		const { entries, keys } = await tenRequests(likeTheEntry);
		expect(entries).toHaveLength(20);
		for (const key of keys) {
			const [invoke, ok] = entries.filter((entry) => 'id' in entry && entry.id === key);
			expect(invoke).toEqual({ t: 'invoke', id: key, at: expect.any(Number) });
			expect([
				{ t: 'ok', id: key, status: 201, lane: 'blue', outcome: 'stored', at: expect.any(Number) },
				{ t: 'ok', id: key, status: 202, lane: 'green', outcome: 'accepted', at: expect.any(Number) },
			]).toContainEqual(ok);
			expect(ok?.at).toBeGreaterThanOrEqual(invoke?.at ?? Infinity);
		}
		expect(new Set(keys).size).toBe(10);
	});

	it('keeps what was refused apart from what nobody knows', async () => {
		const { entries } = await tenRequests((_seen, index, response, request) => {
			if (index % 2 === 0) return reply(response, 400, {});
			if (index % 4 === 1) return reply(response, 503, {});
			request.socket.destroy();
		});
		const named = { id: expect.any(String), at: expect.any(Number) };
		const fails = entries.filter(({ t }) => t === 'fail');
		expect(fails).toEqual(Array(5).fill({ t: 'fail', status: 400, ...named }));
		expect(entries).toContainEqual({ t: 'info', status: 503, ...named });
		expect(entries).toContainEqual({ t: 'info', error: 'reset', ...named });
	});

	it('does not call refused what an earlier try may have stored', async () => {
		const { entries } = await tenRequests(
			(_seen, index, response, request) =>
				index === 0 ? request.socket.destroy() : reply(response, 404, {}),
			{ retry: true, model: { kind: 'closed', users: 1 }, durationMs: 1 },
		);
		expect(entries.map(({ t }) => t)).toEqual(['invoke', 'info']);
	});

	it('takes the ids of an array from its answer', async () => {
		const { entries } = await tenRequests(likeTheEntry, { array: 3, durationMs: 5 });
		expect(entries).toMatchObject([
			{ t: 'ok', id: 'made-0-0', status: 200, lane: 'blue', outcome: 'stored' },
			{ t: 'ok', id: 'made-0-1', status: 200, lane: 'green', outcome: 'accepted' },
			{ t: 'ok', id: 'made-0-2', status: 200, lane: 'blue', outcome: 'stored' },
		]);
	});

	it('leaves only the number of an array without an answer', async () => {
		const { entries } = await tenRequests((_seen, _index, _response, request) => request.socket.destroy(), {
			array: 3,
			durationMs: 5,
		});
		expect(entries).toEqual([{ t: 'info', array: 3, error: 'reset', at: expect.any(Number) }]);
	});
});

describe('the file', () => {
	const entry: LedgerEntry = { t: 'invoke', id: 'a', at: 1 };

	it('is extended by a second run', () => {
		for (const id of ['a', 'b']) {
			const ledger = Ledger.open(path);
			ledger.append({ ...entry, id });
			ledger.close();
		}
		expect(lines()).toEqual([entry, { ...entry, id: 'b' }]);
	});

	it('is extended on a new line after a run that left half a line', () => {
		appendFileSync(path, '{"t":"inv');
		const ledger = Ledger.open(path);
		ledger.append(entry);
		ledger.close();
		expect(readFileSync(path, 'utf8')).toBe(`{"t":"inv\n${JSON.stringify(entry)}\n`);
	});

	it('has everything that was appended when the process ends without closing it', () => {
		const program = `import { Ledger } from ${JSON.stringify(join(import.meta.dirname, 'ledger.ts'))};
			const ledger = Ledger.open(${JSON.stringify(path)});
			for (let n = 0; n < 5000; n++) ledger.append({ t: 'invoke', id: String(n), at: n });
			process.exit(3);`;
		const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
		expect(status).toBe(3);
		expect(lines()).toHaveLength(5_000);
	});

	it('that cannot be written is refused in one line', () => {
		expect(() => Ledger.open(join(dir, 'none', 'run.jsonl'))).toThrow(/^cannot write the ledger: ENOENT.*$/);
	});
});
