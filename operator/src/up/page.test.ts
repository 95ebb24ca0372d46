import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ensurePage } from './page.ts';

const index = resolve(import.meta.dirname, '../../../web/dist/index.html');

it('builds the page once, and again only when what it is made of changed', async () => {
	await ensurePage(() => {});
	expect(existsSync(`${index}.br`)).toBe(true);
	const { mtimeMs, ino } = statSync(index);
	const said: string[] = [];
	await ensurePage((line) => said.push(line));
	expect(said).toEqual([]);
	expect(statSync(index)).toMatchObject({ mtimeMs, ino });
});
