import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensurePage } from './page.ts';

const dist = resolve(import.meta.dirname, '../../../web/dist');
const index = join(dist, 'index.html');
const INITIAL_BYTES = 150_000;

beforeAll(() => ensurePage(() => {}));

it('is built again only when what the page is made of changed', async () => {
	const { mtimeMs, ino } = statSync(index);
	const said: string[] = [];
	await ensurePage((line) => said.push(line));
	expect(said).toEqual([]);
	expect(statSync(index)).toMatchObject({ mtimeMs, ino });
});

it('is a page of few bytes, compressed at the build, and without a parser of schemas', () => {
	const html = readFileSync(index, 'utf8');
	const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = '']) =>
		join(dist, path),
	);
	const bytes = scripts.map((path) => statSync(`${path}.gz`).size).reduce((a, b) => a + b, 0);
	expect(scripts.length).toBeGreaterThan(1);
	expect(bytes).toBeLessThan(INITIAL_BYTES);
	const parsing = globSync('assets/*.js', { cwd: dist }).filter((file) =>
		/ZodError|invalid_type/.test(readFileSync(join(dist, file), 'utf8')),
	);
	expect(parsing).toEqual([]);
});

it('has nothing in its HTML that its content security policy forbids', () => {
	const html = readFileSync(index, 'utf8');
	expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
});
