import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	type PlatformFile,
	readPlatformFile,
	readToken,
	removePlatformFile,
	writePlatformFile,
} from './platform-file.ts';

const platform: PlatformFile = {
	pid: process.pid,
	urls: {
		page: 'http://localhost:3000',
		entry: 'http://localhost:3050',
		admin: 'http://127.0.0.1:3060',
		stats: 'http://localhost:3003',
		blue: 'http://localhost:3051',
		green: 'http://localhost:3052',
		subscriber: 'http://localhost:3053',
		canary: 'http://localhost:3054',
	},
	startedAt: '2026-01-02T03:04:05.000Z',
};

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'platform-file-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the platform file', () => {
	it('gives back what was written, readable by its owner only, in a directory made for it', () => {
		const data = join(dir, 'new', 'data');
		writePlatformFile(data, platform);
		expect(readPlatformFile(data)).toEqual(platform);
		expect(statSync(join(data, 'platform.json')).mode & 0o777).toBe(0o600);
		expect(readdirSync(data)).toEqual(['platform.json']);
	});

	it('tells the way out when there is none', () => {
		expect(() => readPlatformFile(dir)).toThrow(
			`no platform is running from ${dir}: start one with ./canario up --data ${dir} or name --target URL`,
		);
	});

	it('does not take the file of a process that is gone for a running platform', () => {
		const { pid } = spawnSync(process.execPath, ['--version']);
		writePlatformFile(dir, { ...platform, pid });
		expect(() => readPlatformFile(dir)).toThrow(/no platform is running/);
	});

	it.each([
		['half a file', '{"pid": 12, "urls": {'],
		['another form', '{"pid": "12"}'],
		['a URL that is none', JSON.stringify({ ...platform, urls: { ...platform.urls, entry: '3050' } })],
	])('says in one line that %s is not readable', (_what, text) => {
		writeFileSync(join(dir, 'platform.json'), text);
		expect(() => readPlatformFile(dir)).toThrow(/^.*platform\.json is not readable.*\.\/canario up.*$/);
	});

	it('is removed by the platform that wrote it, and left when another has written it since', () => {
		writePlatformFile(dir, platform);
		removePlatformFile(dir, platform.pid + 1);
		expect(readPlatformFile(dir)).toEqual(platform);
		removePlatformFile(dir, platform.pid);
		expect(readdirSync(dir)).toEqual([]);
		removePlatformFile(dir, platform.pid);
	});

	it('is replaced by a later platform', () => {
		writePlatformFile(dir, platform);
		writePlatformFile(dir, { ...platform, startedAt: '2026-01-02T04:00:00.000Z' });
		expect(JSON.parse(readFileSync(join(dir, 'platform.json'), 'utf8'))).toMatchObject({
			startedAt: '2026-01-02T04:00:00.000Z',
		});
	});
});

describe('the token', () => {
	it('is the one of the data directory, without the line end', () => {
		writeFileSync(join(dir, 'token'), 'from-file\n');
		expect(readToken(dir, {})).toBe('from-file');
		expect(readToken(dir, { CANARIO_TOKEN: '' })).toBe('from-file');
	});

	it('is CANARIO_TOKEN where that is set', () => {
		writeFileSync(join(dir, 'token'), 'from-file\n');
		expect(readToken(dir, { CANARIO_TOKEN: 'from-env' })).toBe('from-env');
	});

	it('is asked for, by both its ways, when there is none', () => {
		expect(() => readToken(dir, {})).toThrow(/CANARIO_TOKEN.*--data/);
	});
});
