import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePlatformFile } from '../platform-file.ts';
import { ensureToken, openDataDir, writeManifest } from './data-dir.ts';
import { portsFrom } from './ports.ts';
import { urlsOf } from './services.ts';

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-data-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a data directory', () => {
	it('is begun where there is none, and found again', () => {
		const nested = join(dir, 'a/b');
		expect(openDataDir(nested, { fresh: false })).toEqual({ format: 1, drained: true });
		writeManifest(nested, { format: 1, records: 'sqlite', live: 'redis', drained: false });
		expect(openDataDir(nested, { fresh: false })).toMatchObject({ live: 'redis', drained: false });
	});

	it.each([
		[
			'is damaged',
			() => writeFileSync(join(dir, 'canario-data.json'), '{"format": 1, "rec'),
			/damaged.*--fresh/,
		],
		[
			'is of a later format',
			() => writeFileSync(join(dir, 'canario-data.json'), '{"format": 2}'),
			/damaged.*--fresh/,
		],
		['was not finished', () => writeFileSync(join(dir, 'records.sqlite'), ''), /not finished.*--fresh/],
	])('that %s is refused with the way out, and --fresh begins anew', (_, damage, message) => {
		damage();
		expect(() => openDataDir(dir, { fresh: false })).toThrow(message);
		expect(openDataDir(dir, { fresh: true })).toEqual({ format: 1, drained: true });
	});

	it('that cannot be a directory is refused', () => {
		writeFileSync(join(dir, 'file'), '');
		expect(() => openDataDir(join(dir, 'file'), { fresh: false })).toThrow(/cannot be used.*--data/);
	});

	it('is not deleted by --fresh when it holds what is not ours', () => {
		writeFileSync(join(dir, 'thesis.tex'), '');
		mkdirSync(join(dir, 'redis'));
		expect(() => openDataDir(dir, { fresh: true })).toThrow(/thesis.tex/);
		expect(existsSync(join(dir, 'redis'))).toBe(true);
	});

	it('is refused while a platform runs from it', () => {
		const urls = urlsOf(portsFrom(), '127.0.0.1');
		writePlatformFile(dir, { pid: process.pid, urls, startedAt: new Date().toISOString() });
		expect(() => openDataDir(dir, { fresh: true })).toThrow(`pid ${process.pid}`);
	});

	it('keeps one token, for its owner only', () => {
		const token = ensureToken(dir, undefined);
		expect(token.length).toBeGreaterThanOrEqual(32);
		expect(ensureToken(dir, undefined)).toBe(token);
		expect(statSync(join(dir, 'token')).mode & 0o777).toBe(0o600);
		expect(ensureToken(dir, 'given by the environment')).toBe('given by the environment');
	});
});

describe('ports', () => {
	it('are the fixed ones, or all moved', () => {
		expect(portsFrom()).toMatchObject({ entry: 3050, blue: 3051, grpc: 50_051, admin: 3060, realtime: 3003 });
		const moved = portsFrom(4000);
		expect(moved).toMatchObject({ entry: 4050, blue: 4051, grpc: 4070, admin: 4060, realtime: 4003 });
		expect(new Set(Object.values(moved)).size).toBe(Object.values(moved).length);
	});
});
