import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensurePage } from './page.ts';

const dist = resolve(import.meta.dirname, '../../../web/dist');
const index = join(dist, 'index.html');
const INITIAL_BYTES = 150_000;
/** Of what reads plans and manifests, where somebody wants that. */
const READER_BYTES = 90_000;

beforeAll(() => ensurePage(() => {}));

it('is built again only when what the page is made of changed', async () => {
	const { mtimeMs, ino } = statSync(index);
	const said: string[] = [];
	await ensurePage((line) => said.push(line));
	expect(said).toEqual([]);
	expect(statSync(index)).toMatchObject({ mtimeMs, ino });
});

const textOf = (file: string) => readFileSync(join(dist, 'assets', file), 'utf8');
const gzipped = (files: Iterable<string>) =>
	[...files].reduce((sum, file) => sum + statSync(join(dist, 'assets', `${file}.gz`)).size, 0);

/** Scripts and all that they import before they run. */
function withImports(scripts: readonly string[], found = new Set<string>()): Set<string> {
	for (const script of scripts) {
		if (found.has(script)) continue;
		found.add(script);
		const imports = [...textOf(script).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)];
		withImports(
			imports.map(([, file = '']) => file),
			found,
		);
	}
	return found;
}

const scriptsOf = (pattern: string) => globSync(pattern, { cwd: join(dist, 'assets') });
const parses = (file: string) => /ZodError|invalid_type/.test(textOf(file));

it('is a page of few bytes, compressed at the build', () => {
	const html = readFileSync(index, 'utf8');
	const paths = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)];
	const scripts = withImports(paths.map(([, path = '']) => path));
	expect(scripts.size).toBeGreaterThan(1);
	expect(gzipped(scripts)).toBeLessThan(INITIAL_BYTES);
});

it('has a parser of schemas only where plans and manifests are read', () => {
	const views = scriptsOf('*-view-*.js');
	expect(views).toHaveLength(5);
	expect([...withImports([...scriptsOf('index-*.js'), ...views])].filter(parses)).toEqual([]);
	const readers = withImports(scriptsOf('*-reader-*.js'));
	expect([...readers].some(parses)).toBe(true);
	expect(gzipped(readers)).toBeLessThan(READER_BYTES);
});

it('has nothing in its HTML that its content security policy forbids', () => {
	const html = readFileSync(index, 'utf8');
	expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
});
