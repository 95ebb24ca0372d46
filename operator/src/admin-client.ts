import { type AdminCall, adminAt } from '@canario/split-targets/admin-call';
import { readPlatformFile, readToken } from './platform-file.ts';

/** Where a command finds the platform that it talks to. */
export interface Place {
	/** URL of the admin listener; else the platform that runs from `data` is asked. */
	readonly target?: string | undefined;
	readonly data: string;
}

/**
 * A caller of the platform's admin API.
 *
 * Calls reject with ServiceError: `unavailable` (no answer in ten seconds, or 5xx: it may be tried again),
 * `unauthorized` (the token is not known there), else what the platform says of the request, under its code.
 *
 * @throws {ServiceError} when no platform or no token is found; the message names the way out.
 */
export function adminOf({ target, data }: Place, env: NodeJS.ProcessEnv): AdminCall {
	const base = target ?? readPlatformFile(data).urls.admin;
	const token = readToken(data, env);
	return adminAt(base, token);
}
