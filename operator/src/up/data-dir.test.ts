import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureToken, openDataDir } from './data-dir.ts';
import { writeManifest } from './manifest.ts';

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-data-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Opens it, and leaves it again. */
function manifestOf(path: string, fresh = false) {
	const { manifest, release } = openDataDir(path, { fresh });
	release();
	return manifest;
}

describe('a data directory', () => {
	it('is begun where there is none, and found again', () => {
		const nested = join(dir, 'a/b');
		expect(manifestOf(nested)).toEqual({ format: 1, drained: true });
		writeManifest(nested, { format: 1, records: 'sqlite', live: 'redis', drained: false });
		expect(manifestOf(nested)).toMatchObject({ live: 'redis', drained: false });
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
		expect(manifestOf(dir, true)).toEqual({ format: 1, drained: true });
	});

	it('that cannot be a directory is refused', () => {
		writeFileSync(join(dir, 'file'), '');
		expect(() => openDataDir(join(dir, 'file'), { fresh: false })).toThrow(/cannot be used.*--data/);
	});

	it('is not deleted by --fresh when it holds what is not ours', () => {
		writeFileSync(join(dir, 'thesis.tex'), '');
		mkdirSync(join(dir, 'redis'));
		expect(() => openDataDir(dir, { fresh: true })).toThrow(/thesis.tex/);
		expect(readdirSync(dir)).toEqual(['redis', 'thesis.tex']);
	});

	it('that is not ours gets no file of ours', () => {
		writeFileSync(join(dir, 'thesis.tex'), '');
		expect(() => openDataDir(dir, { fresh: false })).toThrow(/not finished/);
		expect(readdirSync(dir)).toEqual(['thesis.tex']);
	});

	it('is one platform’s, from before it is ready until it is released', () => {
		const { release } = openDataDir(dir, { fresh: false });
		for (const fresh of [false, true]) {
			expect(() => openDataDir(dir, { fresh })).toThrow(
				`a platform runs from ${dir} already (pid ${process.pid}): stop it, or name another --data`,
			);
		}
		expect(existsSync(join(dir, 'canario-data.json'))).toBe(true);
		release();
		manifestOf(dir, true);
	});

	it('is free again when its platform was killed', async () => {
		const program = `import { openDataDir } from ${JSON.stringify(new URL('data-dir.ts', import.meta.url).href)};
			openDataDir(${JSON.stringify(dir)}, { fresh: false });
			console.log('locked');
			setInterval(() => {}, 1000);`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(child.stdout, 'data');
		expect(() => openDataDir(dir, { fresh: false })).toThrow(`(pid ${child.pid})`);
		child.kill('SIGKILL');
		await once(child, 'exit');
		expect(manifestOf(dir)).toMatchObject({ format: 1 });
	});

	it('keeps one token, for its owner only', () => {
		const token = ensureToken(dir, undefined);
		expect(token.length).toBeGreaterThanOrEqual(32);
		expect(ensureToken(dir, undefined)).toBe(token);
		expect(statSync(join(dir, 'token')).mode & 0o777).toBe(0o600);
		expect(ensureToken(dir, 'given by the environment')).toBe('given by the environment');
	});
});
