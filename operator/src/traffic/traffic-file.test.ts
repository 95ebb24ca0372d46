import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TRAFFIC_FILE, readTrafficFile } from './traffic-file.ts';

const record = { name: 'Íñigo Quiñónez', location: 'PETÉN', age: 30, vaccine_type: 'pfizer', n_dose: 1 };

let dir: string;
let path: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'traffic-file-'));
	path = join(dir, 'traffic.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('readTrafficFile', () => {
	it("reads the project's own file", () => {
		expect(readTrafficFile(DEFAULT_TRAFFIC_FILE)).toHaveLength(2_000);
	});

	it.each([
		['UTF-8', Buffer.from(JSON.stringify([record]))],
		['UTF-8 with a byte order mark', Buffer.from(`\ufeff${JSON.stringify([record])}`)],
		['Latin-1', Buffer.from(JSON.stringify([record]), 'latin1')],
	])('reads %s', (_encoding, bytes) => {
		writeFileSync(path, bytes);
		expect(readTrafficFile(path)).toEqual([record]);
	});

	it('leaves unknown places, odd spellings, unknown fields and wrong types to the entry', () => {
		const odd = { ...record, location: 'Atlántida', age: 'forty', extra: null };
		writeFileSync(path, JSON.stringify([odd]));
		expect(readTrafficFile(path)).toEqual([odd]);
	});

	it('gives keys in odd capitals their usual form', () => {
		const { name, n_dose, ...rest } = record;
		writeFileSync(path, JSON.stringify([{ ...rest, Name: name, N_DOSE: n_dose }]));
		expect(readTrafficFile(path)).toEqual([record]);
	});

	it.each([
		['broken JSON', '[{"name":', /traffic\.json is not JSON: /],
		['an object', '{"records": []}', /is not a JSON array with records/],
		['an empty array', '[]', /is not a JSON array with records/],
		['an array of other things', '[{}, 7]', /element 1 is not a record but number/],
	])('refuses %s in one line', (_what, text, message) => {
		writeFileSync(path, text);
		expect(() => readTrafficFile(path)).toThrow(message);
		expect(() => readTrafficFile(path)).not.toThrow(/\n/);
	});

	it('says that there is no such file, and that a directory is none', () => {
		expect(() => readTrafficFile(path)).toThrow(/cannot read the traffic file: ENOENT/);
		expect(() => readTrafficFile(dir)).toThrow(/cannot read the traffic file: EISDIR/);
	});
});
