import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLedger } from './read-ledger.ts';
import { DEFAULT_TRAFFIC_FILE } from './traffic-file.ts';

let dir: string;
let path: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'read-ledger-'));
	path = join(dir, 'run.jsonl');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const invoke = (id: string) => ({ t: 'invoke', id, at: 1 });
const ok = (id: string) => ({ t: 'ok', id, status: 201, lane: 'blue', outcome: 'stored', at: 2 });
const fail = (id: string, status = 400) => ({ t: 'fail', id, status, at: 2 });
const info = (id: string) => ({ t: 'info', id, error: 'reset', at: 2 });

function reading(...entries: (object | string)[]) {
	const lines = entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
	writeFileSync(path, `${lines.join('\n')}\n`);
	return readLedger(path);
}

describe('readLedger', () => {
	it('sorts ids by what became of them', async () => {
		expect(
			await reading(
				...['a', 'b', 'c', 'd', 'e'].map(invoke),
				ok('a'),
				fail('b'),
				info('c'),
				fail('d', 409),
				// an element of an array: acknowledged without an invoke
				ok('x'),
			),
		).toEqual({
			acknowledged: ['a', 'x'],
			rejected: ['b'],
			conflicts: ['d'],
			unknown: ['c', 'e'],
			nameless: 0,
			unreadable: 0,
		});
	});

	it('lets what says more stand, in whatever order two runs say it', async () => {
		for (const lines of [
			[ok('a'), info('a'), fail('b'), info('b'), ok('c'), fail('c', 409)],
			[info('a'), ok('a'), info('b'), fail('b'), fail('c', 409), ok('c')],
		]) {
			expect(await reading(...lines)).toMatchObject({
				acknowledged: ['a', 'c'],
				rejected: [],
				unknown: ['b'],
			});
		}
	});

	it('counts arrays without an answer, but not those refused whole', async () => {
		expect(
			await reading(
				ok('a'),
				{ t: 'info', array: 30, error: 'reset', at: 1 },
				{ t: 'fail', array: 5, status: 400, at: 1 },
			),
		).toMatchObject({ nameless: 30 });
	});

	it('counts half a line of a killed sender and reads on', async () => {
		expect(await reading(ok('a'), '{"t":"inv', '', ok('b'))).toMatchObject({
			acknowledged: ['a', 'b'],
			unreadable: 1,
		});
	});

	it('refuses in one line what is no ledger', async () => {
		await expect(readLedger(join(dir, 'none'))).rejects.toThrow(/^cannot read the ledger: ENOENT.*$/);
		await expect(reading('')).rejects.toThrow(/holds no entries of a ledger/);
		await expect(readLedger(DEFAULT_TRAFFIC_FILE)).rejects.toThrow(/holds no entries of a ledger/);
	});
});
