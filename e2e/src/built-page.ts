import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensurePage } from '@canario/operator/up/page';

const DIST = resolve(import.meta.dirname, '../../web/dist');

/** Builds the page if it must be, and gives a folder with a copy of it: another build does not change that. */
export async function builtPage(): Promise<string> {
	await ensurePage((line) => console.log(line));
	const folder = mkdtempSync(join(tmpdir(), 'canario-page-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	cpSync(DIST, folder, { recursive: true });
	return folder;
}
