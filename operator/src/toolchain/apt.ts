import { findOnPath } from './on-path.ts';
import { lastLine, runCommand } from './run-command.ts';
import { isMissing, type Tool, type ToolContext } from './tool.ts';

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

interface DebianProgram {
	/** Name of the Debian package. */
	readonly name: string;
	/** What a person can do where it cannot be installed. */
	readonly wayOut: string;
	/** Looks without installing. */
	find(env: NodeJS.ProcessEnv): Tool;
}

/** Takes the program that is there, else installs it where that needs no question (root and apt-get). */
export async function ensureByApt(
	{ name, wayOut, find }: DebianProgram,
	context: ToolContext,
): Promise<Tool> {
	const found = find(context.env);
	if (!isMissing(found) || !canUseApt(context.env)) return found;
	const failure = await aptInstall(name, context);
	return failure === undefined ? find(context.env) : { missing: failure, wayOut };
}
