import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Included } from './inventory.ts';

/** As vite writes it; see page.config.ts. */
interface Licensed {
	readonly name: string;
	readonly version: string;
	readonly identifier: string | null;
	readonly text?: string;
}

/**
 * Builds the page into `folder` and gives the packages in it.
 *
 * @throws when vite does not end well; what it printed is on stderr.
 */
export async function buildPage(root: string, folder: string): Promise<readonly Included[]> {
	const web = join(root, 'web');
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	const config = join(root, 'images/page.config.ts');
	const args = [vite, 'build', '--config', config, '--outDir', relative(web, folder), '--emptyOutDir'];
	const build = spawn(process.execPath, [...args, '--logLevel', 'warn'], {
		cwd: web,
		stdio: ['ignore', 2, 2],
	});
	const [status] = await once(build, 'close');
	if (status !== 0) throw new Error(`vite build ended with ${status}`);
	const licenses = join(folder, '.vite/license.json');
	const found: readonly Licensed[] = JSON.parse(readFileSync(licenses, 'utf8'));
	rmSync(join(folder, '.vite'), { recursive: true });
	return found.map(({ name, version, identifier, text }) => ({
		...{ name, version, license: identifier ?? 'NOASSERTION' },
		texts: text === undefined ? [] : [text.trim()],
	}));
}
