import { ensureByApt } from './apt.ts';
import { findOnPath } from './on-path.ts';
import type { Tool, ToolContext } from './tool.ts';

/** Debian's name first: where several are there, the tests take the one that they would have installed. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'] as const;

const wayOut = 'apt-get install chromium, or have google-chrome on the PATH';

/** Looks without installing. */
export function findChromium(env: NodeJS.ProcessEnv): Tool {
	const [path] = NAMES.flatMap((name) => findOnPath(name, env) ?? []);
	return path === undefined ? { missing: `none of ${NAMES.join(', ')} is on the PATH`, wayOut } : { path };
}

/** The browser of the tests: from the PATH, else by apt (half a minute, 414 MB) where that needs no question. */
export const ensureChromium = (context: ToolContext): Promise<Tool> =>
	ensureByApt({ name: 'chromium', wayOut, find: findChromium }, context);
