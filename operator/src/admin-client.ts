import { join } from 'node:path';
import type { DrivenSplit } from '@canario/contracts/canary/public-canary';
import { type AdminCall, adminAt, TOKEN_KEY } from '@canario/split-targets/admin-call';
import { openEntryOf } from '@canario/split-targets/open-entry-of';
import { isObjectAddress } from '@canario/split-targets/open-split-target';
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
	return adminAt(base, token, token === env[TOKEN_KEY]?.trim() ? TOKEN_KEY : join(data, 'token'));
}

/** As `Place`; the target may also be an object in a cluster, by whose side there is an entry. */
export interface ObjectPlace extends Place {
	readonly namespace?: string | undefined;
	readonly context?: string | undefined;
}

/** A caller of an admin API, for the time of a command. */
export interface OpenAdmin {
	readonly call: AdminCall;
	/** The object by which it was found; undefined for one that was found by its URL. */
	readonly driven?: DrivenSplit;
	close(): Promise<void>;
}

/**
 * As `adminOf`; where the target is an object it is the admin API of the entry in the object's namespace, which listens
 * on its pod's loopback, by port forwarding. Its token is CANARIO_TOKEN, else that of the entry's Secret.
 *
 * @throws {ServiceError} as `adminOf` and `openEntryOf`.
 */
export async function openAdmin(place: ObjectPlace, env: NodeJS.ProcessEnv): Promise<OpenAdmin> {
	const { target, namespace, context } = place;
	if (target === undefined || !isObjectAddress(target)) {
		return { call: adminOf(place, env), close: () => Promise.resolve() };
	}
	return await openEntryOf(
		target,
		{ namespace, context, token: env.CANARIO_TOKEN?.trim() || undefined },
		env,
	);
}
