import { findOnPath } from './on-path.ts';
import { lastLine, runCommand } from './run-command.ts';
import type { ToolContext } from './tool.ts';

/** True where packages can be installed without asking anybody: as root on a Debian-like system. */
export const canUseApt = (env: NodeJS.ProcessEnv): boolean =>
	process.getuid?.() === 0 && findOnPath('apt-get', env) !== undefined;

/**
 * Installs a Debian package, refreshing the package lists when they are missing or stale.
 *
 * @returns `undefined` when it is installed, else the reason why not.
 */
export async function aptInstall(name: string, { env, tell }: ToolContext): Promise<string | undefined> {
	// RUNLEVEL=1 keeps a server package from starting a service of its own.
	const quietly = { env: { ...env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' } };
	const waitForOthers = ['-o', 'DPkg::Lock::Timeout=300'];
	const install = () =>
		runCommand('apt-get', [...waitForOthers, 'install', '-y', '--no-install-recommends', name], quietly);
	tell(`installing ${name} (apt-get) …`);
	let result = await install();
	if (result.status !== 0) {
		await runCommand('apt-get', [...waitForOthers, 'update'], quietly);
		result = await install();
	}
	return result.status === 0 ? undefined : `apt-get install ${name} failed: ${lastLine(result.output)}`;
}
