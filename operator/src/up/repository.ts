import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../toolchain/run-command.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Where this copy of the project came from, as an address that a browser opens; undefined where it has none. */
export async function repositoryUrl(): Promise<string | undefined> {
	// a folder around the project may be a repository too, but not this one's
	if (!existsSync(join(ROOT, '.git'))) return undefined;
	const { status, output } = await runCommand('git', ['remote', 'get-url', 'origin'], {
		cwd: ROOT,
		timeoutMs: 2_000,
	});
	return status === 0 ? browsable(output.trim()) : undefined;
}

/** `git@host:owner/name.git` */
const SHORT_SSH = /^(?:[\w.-]+@)?([\w.-]+):(?!\/)(.+)$/;

/**
 * The page of a git remote: that of http and ssh ones on a named host; paths, other protocols and hosts of one's own
 * machine have none. Who logs in there, and with what, is left out.
 */
export function browsable(remote: string): string | undefined {
	const short = remote.includes('://') ? null : SHORT_SSH.exec(remote);
	const address = short ? `ssh://${short[1]}/${short[2]}` : remote;
	if (!URL.canParse(address)) return undefined;
	const { protocol, host, hostname, pathname } = new URL(address);
	const path = pathname.replace(/\/$/, '').replace(/\.git$/, '');
	if (path === '' || !/[a-z][^.]*$/i.test(hostname) || !hostname.includes('.')) return undefined;
	if (protocol === 'ssh:') return `https://${hostname}${path}`;
	return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${host}${path}` : undefined;
}
